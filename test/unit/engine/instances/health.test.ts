import { isModernError } from '../../../../engine/protocol/modern/modern-error.ts';
import { expect, test } from 'vitest';
import {
  checkingHealth,
  observeDiscover,
  unknownHealth,
  type DiscoverFacts,
} from '../../../../engine/instances/health.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';
import type { Failure, FailureKind } from '../../../../shared/model/exchange.ts';

const fresh = unknownHealth('a');

function facts(part: Partial<DiscoverFacts>): DiscoverFacts {
  return { instanceId: 'a', checkedAt: 5, latencyMs: 2, ...part };
}

const discovered: JsonObject = {
  supportedVersions: ['2026-07-28'],
  capabilities: { tools: {} },
  instructions: 'be kind',
  resultType: 'complete',
  _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'shop', version: '1', extra: 1 } },
};
function without(key: string): JsonObject {
  return Object.fromEntries(Object.entries(discovered).filter(([name]) => name !== key));
}
const result = (content: JsonObject): JsonObject => ({ jsonrpc: '2.0', id: 1, result: content });
const error = (code: number, data?: JsonObject): JsonObject => ({
  jsonrpc: '2.0',
  id: 1,
  error: { code, message: 'no', ...(data && { data }) },
});
const failure = (kind: FailureKind): Failure => ({ kind, message: `it was ${kind}`, at: 5 });

test('a DiscoverResult tells all', () => {
  expect(observeDiscover(fresh, facts({ status: 200, answer: result(discovered) }))).toEqual({
    instanceId: 'a',
    state: 'up',
    checkedAt: 5,
    latencyMs: 2,
    latenciesMs: [2],
    era: 'modern',
    eraReason: 'It answered server/discover with a DiscoverResult.',
    supportedVersions: ['2026-07-28'],
    serverInfo: { name: 'shop', version: '1' },
    instructions: 'be kind',
    capabilities: { tools: {} },
  });
});

test('a DiscoverResult without resultType is modern, and said to be odd', () => {
  const health = observeDiscover(fresh, facts({ status: 200, answer: result(without('resultType')) }));
  expect(health).toMatchObject({ state: 'up', era: 'modern', problem: 'The result has no resultType.' });
});

test('errors of the modern era tell a modern server', () => {
  const unsupported = error(-32022, { supported: ['2027-01-01'], requested: '2026-07-28' });
  const health = observeDiscover(fresh, facts({ status: 400, answer: unsupported }));
  expect(health).toMatchObject({ state: 'up', era: 'modern', supportedVersions: ['2027-01-01'] });
  expect(health.problem).toContain('-32022');
  expect(isModernError(error(-32020))).toBe(true);
  expect(isModernError(error(-32021, { requiredCapabilities: {} }))).toBe(true);
});

test.each([
  error(-32021),
  error(-32022),
  error(-32022, { supported: [1], requested: 'x' }),
  error(-32022, { supported: [] }),
  error(-32601),
  { error: { code: -32020, message: 'no' } },
  { jsonrpc: '2.0', error: { code: -32020 } },
  { jsonrpc: '2.0', error: 'text' },
  'text',
])('%j is no error of the modern era', (answer) => {
  expect(isModernError(answer)).toBe(false);
});

const legacyAnswers: readonly (readonly [string, Partial<DiscoverFacts>, string])[] = [
  ['an unknown method', { status: 404, answer: error(-32601) }, 'does not know server/discover'],
  ['another error', { status: 400, answer: error(-32000) }, '-32000'],
  ['an error with a wrong shape', { status: 400, answer: error(-32022) }, '-32022'],
  [
    'another result',
    { status: 200, answer: result({ tools: [] }) },
    'lacks supportedVersions and capabilities',
  ],
  ['an empty 400', { status: 400 }, 'HTTP 400'],
  ['a text', { status: 405, contentType: 'text/html' }, 'HTTP 405'],
];

test.each(legacyAnswers)('%s tells a legacy server, as far as can be told', (_what, part, says) => {
  const health = observeDiscover(fresh, facts(part));
  expect(health).toMatchObject({ state: 'up', era: 'legacy' });
  expect(health.eraReason).toContain(says);
  expect(health.eraReason).toContain('as far as can be told');
});

test('a page that is not found says nothing of the era, but to look at the path', () => {
  const health = observeDiscover(fresh, facts({ status: 404, contentType: 'text/html' }));
  expect(health).toMatchObject({ state: 'up' });
  expect(health.era).toBeUndefined();
  expect(health.problem).toContain('Check the path');
});

test('a result with a resultType is a modern one, although it is no DiscoverResult', () => {
  const answer = result({ resultType: 'complete', supportedVersions: ['2026-07-28'] });
  const health = observeDiscover(fresh, facts({ status: 200, answer }));
  expect(health).toMatchObject({ state: 'up', era: 'modern' });
  expect(health.problem).toContain('without capabilities');
});

const noEra: readonly (readonly [string, Partial<DiscoverFacts>, 'up' | 'down', string])[] = [
  ['refused', { failure: failure('refused') }, 'down', 'it was refused'],
  ['cut after the head', { status: 200, failure: failure('cut') }, 'down', 'it was cut'],
  ['a page', { status: 200, contentType: 'text/html', failure: failure('malformed') }, 'down', 'text/html'],
  ['credentials wanted', { status: 401 }, 'up', 'credentials'],
  ['forbidden', { status: 403, answer: error(-32000) }, 'up', '-32000'],
  ['a bad gateway', { status: 502, contentType: 'text/html' }, 'down', 'HTTP 502'],
  ['a server error', { status: 500, answer: error(-32603) }, 'down', '-32603'],
  ['too many', { status: 429 }, 'down', 'HTTP 429'],
  ['a batch', { status: 200, answer: [] }, 'down', 'no JSON-RPC message'],
];

test.each(noEra)('%s tells no era', (_what, part, state, says) => {
  const health = observeDiscover(fresh, facts(part));
  expect(health.state).toBe(state);
  expect(health).not.toHaveProperty('era');
  expect(health.problem).toContain(says);
});

test('what was known outlives a failure, and gives way to a new answer', () => {
  const known = observeDiscover(fresh, facts({ status: 200, answer: result(discovered) }));
  const checking = checkingHealth(known);
  expect(checking).toEqual({ ...known, state: 'checking' });
  const failed: DiscoverFacts = { instanceId: 'a', checkedAt: 6, failure: failure('timeout') };
  const down = observeDiscover(checking, failed);
  expect(down).toMatchObject({
    state: 'down',
    era: 'modern',
    instructions: 'be kind',
    latenciesMs: [2, null],
  });
  expect(down).not.toHaveProperty('latencyMs');
  const again = observeDiscover(
    down,
    facts({ status: 200, latencyMs: 7, answer: result(without('instructions')) }),
  );
  expect(again).toMatchObject({ state: 'up', latenciesMs: [2, null, 7] });
  expect(again).not.toHaveProperty('instructions');
  expect(again).not.toHaveProperty('problem');
  const turned = observeDiscover(again, facts({ status: 404, answer: error(-32601) }));
  expect(turned).toMatchObject({ era: 'legacy' });
  expect(turned).not.toHaveProperty('capabilities');
});

test('keeps the last thirty latencies', () => {
  let health = fresh;
  for (let latencyMs = 1; latencyMs <= 35; latencyMs += 1) {
    health = observeDiscover(health, facts({ latencyMs, status: 200, answer: result(discovered) }));
  }
  expect(health.latenciesMs).toHaveLength(30);
  expect([health.latenciesMs.at(0), health.latenciesMs.at(-1)]).toEqual([6, 35]);
});
