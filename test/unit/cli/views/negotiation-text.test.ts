import { expect, it } from 'vitest';
import { createPaint } from '../../../../cli/output/paint.ts';
import { negotiationText } from '../../../../cli/views/negotiation-text.ts';
import { createNegotiationTracker } from '../../../../engine/trackers/negotiation.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';

function textOf(...parts: readonly ExchangeParts[]): string {
  const tracker = createNegotiationTracker();
  parts.forEach((part, at) => {
    tracker.observe({ ...exchange(part), number: at + 1 });
  });
  return negotiationText(tracker.report(), createPaint(false));
}

const discover = (instanceId: string, capabilities: JsonObject): ExchangeParts => ({
  row: { instanceId, instanceName: instanceId },
  method: 'server/discover',
  result: { capabilities, supportedVersions: ['2026-07-28'] },
});

it('shows who there is, who declares what, and what stands out', () => {
  const text = textOf(
    discover('alpha', { tools: {}, logging: {} }),
    discover('beta', { tools: {} }),
    discover('alpha', { tools: {}, logging: {}, extensions: { odd: {} } }),
    {
      row: { instanceId: 'alpha', instanceName: 'alpha' },
      method: 'tools/call',
      params: { name: 'scan' },
      result: { inputRequests: { a: { method: 'roots/list' } } },
    },
  );
  expect(
    text
      .trimEnd()
      .split('\n\n')
      .map((block) => block.split('\n')),
  ).toEqual([
    [
      'who                side    requests  revisions',
      'test-client 1.0.0  client         4  2026-07-28',
      'alpha 1.0.0        server         3  2026-07-28',
      'beta 1.0.0         server         1  2026-07-28',
    ],
    [
      'client capability   test-client  used  not in force',
      'roots (deprecated)  no              1             1',
    ],
    [
      'server capability     alpha  beta  used',
      'logging (deprecated)  yes    no',
      'tools                 yes    yes      1',
    ],
    ['extension  test-client  alpha                beta', 'odd        no           yes (changed at #3)  no'],
    [
      '! logging: alpha advertises it, beta does not.',
      '! odd: alpha advertises it, beta does not.',
      '! odd: the id is malformed: it has no prefix such as com.example/.',
      '! roots: alpha asked for roots, although test-client did not declare roots in that request. (#4)',
    ],
  ]);
});

it('says so where nobody talks', () => {
  expect(textOf()).toBe('Nobody talks to anybody in this capture.\n');
});

it('leaves out columns that no terminal could hold', () => {
  expect(
    textOf(...Array.from({ length: 9 }, (_, at) => discover(`i${String(at)}`, { tools: {} }))),
  ).toContain('\n3 more columns left out\n');
});
