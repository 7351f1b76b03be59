import { expect, it } from 'vitest';
import { matrixTarget } from '../../../../renderer/ui/matrix-keys.ts';

const SIZE = { rows: 20, columns: 5, page: 8 };

it.each([
  ['j', [4, 2], [5, 2]],
  ['ArrowUp', [0, 2], [0, 2]],
  ['ArrowRight', [4, 4], [4, 4]],
  ['h', [4, 1], [4, 0]],
  ['PageDown', [15, 1], [19, 1]],
  ['Home', [4, 3], [4, 0]],
  ['End', [4, 0], [4, 4]],
] as const)('%s leads from %j to %j', (key, [row, column], [toRow, toColumn]) => {
  expect(matrixTarget(key, { row, column }, SIZE)).toEqual({ row: toRow, column: toColumn });
});

it('leaves other keys alone', () => {
  expect(matrixTarget('x', { row: 0, column: 0 }, SIZE)).toBeUndefined();
});
