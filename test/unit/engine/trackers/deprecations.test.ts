import { describe, expect, it } from 'vitest';
import { createDeprecationsTracker } from '../../../../engine/trackers/deprecations.ts';
import type { DeprecationReport } from '../../../../shared/model/deprecation.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import { FEATURES } from '../../../../shared/spec/deprecations.ts';
import { exchange, META, type ExchangeParts } from '../../../support/lint/exchange.ts';

function report(...parts: readonly ExchangeParts[]): DeprecationReport {
  const tracker = createDeprecationsTracker();
  for (const part of parts) tracker.observe(exchange(part));
  return tracker.report();
}

const row = (era: Row['era'], instanceId = 'alpha', origin: Row['origin'] = 'gateway') => ({
  row: { era, origin, instanceId, instanceName: instanceId },
});
const CLIENT_INFO = META['io.modelcontextprotocol/clientInfo'];
const INITIALIZE = {
  method: 'initialize',
  params: { clientInfo: CLIENT_INFO, capabilities: {} },
  result: { capabilities: {} },
} as const;
const ASKS_ROOTS = {
  method: 'tools/call',
  params: { name: 'scan' },
  result: { resultType: 'input_required', inputRequests: { dirs: { method: 'roots/list' } } },
} as const;
const MODERN_LIST = { result: { tools: [] } } as const;

it('tells all features, the deprecated ones first, before anything was seen', () => {
  const { features, beforeRemoval, beforeRevision, exchanges } = report();
  expect(features.map(({ id }) => id)).toEqual(FEATURES.map(({ id }) => id));
  expect(
    features.every(({ count, uses, first }) => count === 0 && uses.length === 0 && first === undefined),
  ).toBe(true);
  expect({ beforeRemoval, beforeRevision, exchanges }).toEqual({
    beforeRemoval: [],
    beforeRevision: [],
    exchanges: 0,
  });
});

it('tells of each use by whom, where, in which tool, first, last and how often', () => {
  const tracker = createDeprecationsTracker();
  const numbers = [12, 10, 15];
  for (const number of numbers) {
    tracker.observe({ ...exchange({ ...ASKS_ROOTS, ...row('modern') }), number, startedAt: number * 1000 });
  }
  tracker.observe({
    ...exchange({ ...ASKS_ROOTS, ...row('modern', 'beta') }),
    number: 20,
    startedAt: 20_000,
  });
  const roots = tracker.report().features.find(({ id }) => id === 'roots');
  expect(roots).toMatchObject({ count: 4, first: 10, firstAt: 10_000, last: 20, lastAt: 20_000 });
  expect(roots?.uses).toHaveLength(2);
  expect(roots?.uses[0]).toMatchObject({
    what: 'asks for roots',
    side: 'server',
    clientName: 'test-client 1.0.0',
    instanceId: 'alpha',
    tool: 'scan',
    era: 'modern',
    count: 3,
    first: 10,
    last: 15,
  });
  expect(tracker.report().beforeRemoval).toMatchObject([
    { feature: 'roots', side: 'server', who: ['alpha', 'beta'], count: 4, examples: [10, 12, 15, 20] },
  ]);
});

describe('what must change before 2026-07-28', () => {
  it('is told to those that were seen to speak earlier revisions only', () => {
    const { beforeRevision } = report({ ...INITIALIZE, ...row('legacy') });
    expect(beforeRevision.map(({ feature, side, who }) => [feature, side, who])).toEqual([
      ['initialize', 'client', ['test-client 1.0.0']],
      ['initialize', 'server', ['alpha']],
    ]);
  });

  it('is nothing for those that speak it as well', () => {
    const both = [
      { ...INITIALIZE, ...row('legacy') },
      { ...MODERN_LIST, ...row('modern') },
    ];
    expect(report(...both).beforeRevision).toEqual([]);
    expect(report(...both.toReversed()).beforeRevision).toEqual([]);
  });

  it('is told to a server that was only asked by modern clients and did not answer as one', () => {
    const { beforeRevision } = report(
      { error: { code: -32601 }, status: 404, ...row('modern') },
      { ...INITIALIZE, ...row('legacy') },
    );
    expect(beforeRevision.map(({ side }) => side)).toEqual(['server']);
  });

  it('is told to whoever uses what is removed in a modern exchange', () => {
    const { beforeRevision } = report(
      { ...MODERN_LIST, ...row('modern') },
      { method: 'resources/read', params: { uri: 'a:b' }, error: { code: -32002 }, ...row('modern') },
    );
    expect(beforeRevision).toMatchObject([{ feature: 'error-32002', side: 'server', who: ['alpha'] }]);
  });

  it('is nothing that Hopscope itself does, nor what no instance answered', () => {
    const { beforeRevision, features } = report({ ...INITIALIZE, ...row('legacy', 'alpha', 'composer') });
    expect(beforeRevision.map(({ side }) => side)).toEqual(['server']);
    expect(features.find(({ id }) => id === 'initialize')?.uses).toContainEqual(
      expect.objectContaining({ side: 'client', own: true }),
    );
    expect(report({ ...INITIALIZE, ...row('legacy', '') }).beforeRevision.map(({ side }) => side)).toEqual([
      'client',
    ]);
  });
});

it('counts all and shows the most, however many tools there are', () => {
  const tracker = createDeprecationsTracker();
  for (let at = 0; at < 3000; at += 1) {
    tracker.observe(exchange({ ...ASKS_ROOTS, params: { name: `tool-${String(at)}` }, ...row('modern') }));
  }
  const roots = tracker.report().features.find(({ id }) => id === 'roots');
  expect(roots).toMatchObject({ count: 3000, usesLeftOut: 2800 });
  expect(roots?.uses).toHaveLength(200);
  expect(tracker.report().beforeRemoval[0]?.examples).toHaveLength(10);
});
