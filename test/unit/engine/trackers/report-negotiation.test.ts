import { expect, it } from 'vitest';
import { writeMarkdown } from '../../../../engine/trackers/document/write-markdown.ts';
import { createNegotiationTracker } from '../../../../engine/trackers/negotiation.ts';
import {
  negotiationDocument,
  negotiationSummary,
  outstandingOf,
} from '../../../../engine/trackers/report-negotiation.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import { exchange, META, type ExchangeParts } from '../../../support/lint/exchange.ts';

function reportOf(...parts: readonly ExchangeParts[]) {
  const tracker = createNegotiationTracker();
  for (const part of parts) tracker.observe({ ...exchange(part), number: parts.indexOf(part) + 1 });
  return tracker.report();
}

const discover = (instanceId: string, capabilities: JsonObject): ExchangeParts => ({
  row: { instanceId, instanceName: instanceId },
  method: 'server/discover',
  result: { capabilities },
});

it('shows who declares what, what stands out, what differs and what changed', () => {
  const declaring = { ...META, 'io.modelcontextprotocol/clientCapabilities': { roots: {} } };
  const report = reportOf(
    discover('alpha', { tools: {}, extensions: { 'com.example/x': { a: 1 }, odd: {} } }),
    discover('beta', { tools: { listChanged: true }, extensions: { 'com.example/x': { a: 2 } } }),
    { row: { instanceId: 'alpha', instanceName: 'alpha' }, meta: declaring },
    {
      row: { instanceId: 'alpha', instanceName: 'alpha' },
      method: 'tools/call',
      params: { name: 'scan' },
      result: { resultType: 'input_required', inputRequests: { a: { method: 'roots/list' } } },
    },
  );
  expect(negotiationSummary(report)).toBe(
    '1 client and 2 instances. 3 things that instances of one fleet advertise unlike each other; 1 thing used without being in force.',
  );
  expect(outstandingOf(report).map(({ row }) => row)).toEqual([
    'tools.listChanged',
    'com.example/x',
    'odd',
    'odd',
    'roots',
  ]);
  const text = writeMarkdown(negotiationDocument(report));
  expect(text).toContain('| `tools.listChanged` | no | yes |');
  expect(text).toContain(
    '- `roots`: alpha asked for roots, although test-client did not declare roots in that request. \\(exchange 4\\)',
  );
  expect(text).toContain('| `com.example/x` | `/a` | alpha 1.0.0: 1; beta 1.0.0: 2 |');
  expect(text).toContain(
    '| `roots` | test-client 1.0.0 | from 1: not declared; from 3: \\{\\}; from 4: not declared |',
  );
  expect(text).toContain('1 time, **1 without being in force**');
});

it('says so where nobody talks', () => {
  expect(writeMarkdown(negotiationDocument(reportOf()))).toContain(
    'Nobody talks to anybody in this capture.',
  );
});

it('leaves columns out that no page could hold', () => {
  const many = Array.from({ length: 15 }, (_, at) => discover(`i${String(at)}`, { tools: {} }));
  const text = writeMarkdown(negotiationDocument(reportOf(...many)));
  expect(text).toContain('3 more left out here.');
  expect(text).toContain('Nothing was used without being in force, and no fleet is uneven.');
});
