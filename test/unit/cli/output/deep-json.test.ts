import { expect, test } from 'vitest';
import { flatJson, isDeeperThan, readableJson } from '../../../../cli/output/deep-json.ts';
import type { JsonValue } from '../../../../shared/model/draft.ts';

/** As many arrays in each other. */
function nested(levels: number): JsonValue {
  return JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as JsonValue;
}

test('counts levels, however many', () => {
  expect(isDeeperThan('text', 0)).toBe(false);
  expect(isDeeperThan([], 0)).toBe(true);
  expect(isDeeperThan({ a: [1, { b: null }], c: 2 }, 3)).toBe(false);
  expect(isDeeperThan({ a: [1, { b: null }], c: 2 }, 2)).toBe(true);
  expect(isDeeperThan(nested(50_000), 49_999)).toBe(true);
  expect(isDeeperThan(nested(50_000), 50_000)).toBe(false);
});

test('writes what JSON.stringify writes, and what it cannot', () => {
  const value = { a: [1, 'x"\n', null, true, [], {}, { 'k"': [-0.5] }], '': { b: [[], [2]] } };
  expect(flatJson(value)).toBe(JSON.stringify(value));
  expect(flatJson('x')).toBe('"x"');
  expect(flatJson(nested(50_000))).toBe(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
});

test('lays out for a person what has a readable number of levels', () => {
  expect(readableJson({ a: [1] })).toBe('{\n  "a": [\n    1\n  ]\n}');
  const shown = readableJson(nested(20_000));
  expect(shown).toMatch(/^\[{500}…\n/);
  expect(shown).toContain('40000 characters');
});
