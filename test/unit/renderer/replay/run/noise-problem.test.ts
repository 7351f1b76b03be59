import { expect, it } from 'vitest';
import { noiseProblem } from '../../../../../renderer/replay/run/noise-problem.ts';

it('tells the first lines that are wrong, and how many more there are', () => {
  expect(noiseProblem('noise.txt', [])).toBeUndefined();
  const problems = [1, 4, 5, 9].map((line) => ({ line, says: `wrong ${String(line)}.` }));
  expect(noiseProblem('noise.txt', problems.slice(0, 1))).toBe(
    'noise.txt is not understood. Line 1: wrong 1.',
  );
  expect(noiseProblem('noise.txt', problems)).toMatch(/Line 5: wrong 5\. There are 1 more\.$/);
});
