import { expect, it } from 'vitest';
import { differenceLines, shown } from '../../../../../engine/replay/report/difference-lines.ts';

it('says what was expected and what came, by pointer', () => {
  expect(
    differenceLines([
      { pointer: '/result/at', kind: 'changed', left: 1, right: 'x' },
      { pointer: '/error', kind: 'added', right: { code: 1 } },
      { pointer: '/result/tools', kind: 'order', left: ['a', 'b'], right: ['b', 'a'] },
    ]),
  ).toEqual([
    '/result/at: expected 1, got "x"',
    '/error: expected nothing, got {"code":1}',
    '/result/tools: expected in the order ["a","b"], got ["b","a"]',
  ]);
});

it('cuts what is long and counts what it leaves out', () => {
  const many = Array.from({ length: 25 }, (_, index) => ({
    pointer: `/${String(index)}`,
    kind: 'added' as const,
    right: 1,
  }));
  expect(differenceLines(many)).toHaveLength(21);
  expect(differenceLines(many).at(-1)).toBe('and 5 more differences');
  expect(shown('x'.repeat(400))).toHaveLength(301);
});
