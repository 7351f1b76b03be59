import { describe, expect, it } from 'vitest';
import { isCacheable, readCacheHints } from '../../../../../renderer/traffic/detail/cache-hints.ts';
import { makeRow } from '../make-row.ts';

function answer(result: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', id: 1, result });
}

describe('isCacheable', () => {
  it('asks hints only of complete modern answers that must have them', () => {
    expect(isCacheable(makeRow(1, { method: 'tools/list' }))).toBe(true);
    expect(isCacheable(makeRow(1, { method: 'tools/call' }))).toBe(false);
    expect(isCacheable(makeRow(1, { method: 'tools/list', era: 'legacy' }))).toBe(false);
    expect(isCacheable(makeRow(1, { method: 'resources/read', resultType: 'input_required' }))).toBe(false);
    expect(isCacheable(makeRow(1, { method: 'tools/list', state: 'open' }))).toBe(false);
  });
});

describe('readCacheHints', () => {
  it('reads both hints', () => {
    expect(readCacheHints(answer({ ttlMs: 5000, cacheScope: 'public' }))).toEqual({
      ttlMs: 5000,
      cacheScope: 'public',
      faults: [],
    });
  });

  it.each([
    [{}, {}, ['The server must say ttlMs and does not.', 'The server must say cacheScope and does not.']],
    [
      { ttlMs: -5, cacheScope: 'all' },
      { ttlMs: 0 },
      [
        'ttlMs must be a number from 0 on and is -5: it counts as 0.',
        'cacheScope must be "public" or "private" and is "all".',
      ],
    ],
    [
      { ttlMs: '9', cacheScope: 'private' },
      { ttlMs: 0, cacheScope: 'private' },
      ['ttlMs must be a number from 0 on and is "9": it counts as 0.'],
    ],
  ])('says what is wrong with %j', (result, hints, faults) => {
    expect(readCacheHints(answer(result))).toEqual({ ...hints, faults });
  });

  it.each(['', '{', '[1]', '{"error":{}}'])('finds none in %j', (text) => {
    expect(readCacheHints(text)).toBeUndefined();
  });
});
