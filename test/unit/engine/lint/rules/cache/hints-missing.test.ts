import { expect, it } from 'vitest';
import { hintsMissing } from '../../../../../../engine/lint/rules/cache/hints-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it('is content with both hints, and with methods that need none', () => {
  const hinted = { result: { tools: [], ttlMs: 0, cacheScope: 'public' } };
  expect(findingsOf(hintsMissing, hinted, { method: 'tools/call', result: { content: [] } })).toEqual([]);
});

it.each([
  [{}, 'no ttlMs, no cacheScope'],
  [{ ttlMs: 1 }, 'no cacheScope'],
  [{ cacheScope: 'private' }, 'no ttlMs'],
])('finds %j', (hints, found) => {
  expect(findingsOf(hintsMissing, { result: { tools: [], ...hints } })).toMatchObject([
    { found, pointer: 'event:0:/result' },
  ]);
  expect(findingsOf(hintsMissing, { result: { tools: [], ...hints }, bare: true })).toHaveLength(1);
});

it('leaves questions and legacy answers alone', () => {
  const question = { method: 'resources/read', result: { resultType: 'input_required', requestState: 's' } };
  const legacy = { row: { era: 'legacy' as const }, result: { tools: [] } };
  expect(findingsOf(hintsMissing, question, legacy)).toEqual([]);
});

it('only warns of a resource without either, as the specification’s own example is one', () => {
  const read = { method: 'resources/read', params: { uri: 'file:///a' } };
  const severities = (result: object) =>
    findingsOf(hintsMissing, { ...read, result: { contents: [], ...result } }).map(
      ({ severity }) => severity,
    );
  expect(severities({})).toEqual(['warning']);
  expect(severities({ ttlMs: 1 })).toEqual(['error']);
});
