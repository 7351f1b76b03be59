import { describe, expect, it } from 'vitest';
import { freshnessOf, scopeWords } from '../../../../renderer/ui/freshness.ts';

describe('freshnessOf', () => {
  it('counts down to the end of the time to live, then up', () => {
    const hints = { ttlMs: 60_000 };
    expect(freshnessOf(hints, 1000, 1000)).toEqual({ fresh: true, words: 'fresh for 1 min' });
    expect(freshnessOf(hints, 1000, 19_000)).toEqual({ fresh: true, words: 'fresh for 42 s' });
    expect(freshnessOf(hints, 1000, 61_000)).toEqual({ fresh: false, words: 'stale for 0 s' });
    expect(freshnessOf(hints, 1000, 71_500)).toEqual({ fresh: false, words: 'stale for 10 s' });
  });

  it('is stale at once where the server says 0 or nothing', () => {
    expect(freshnessOf({ ttlMs: 0 }, 5, 5)).toEqual({ fresh: false, words: 'ttlMs 0: stale at once' });
    expect(freshnessOf({}, 5, 5)).toEqual({ fresh: false, words: 'no ttlMs: stale at once' });
  });
});

describe('scopeWords', () => {
  it('says who may keep it', () => {
    expect(scopeWords({ cacheScope: 'public' })).toMatch(/^public/);
    expect(scopeWords({ cacheScope: 'private' })).toMatch(/^private/);
    expect(scopeWords({})).toBeUndefined();
  });
});
