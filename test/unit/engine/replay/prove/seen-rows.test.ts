import { expect, it } from 'vitest';
import { seenRow, seenRows } from '../../../../../engine/replay/prove/seen-rows.ts';
import type { MatrixRow, PointerClass } from '../../../../../shared/model/replay-verdict.ts';
import { pointerClass } from '../../../../support/proof-samples.ts';

const observed = (classes: readonly PointerClass[] = [], ms = 0) => ({
  row: (number: number) => {
    const until = performance.now() + ms;
    while (performance.now() < until);
    return { number } as MatrixRow;
  },
  classesOf: () => classes,
});

it('knows what varies that ought not to', () => {
  const violates = pointerClass({ class: 'noise', violates: true });
  expect(seenRow(observed([pointerClass({ class: 'noise' }), violates]), 3)).toEqual({
    row: { number: 3 },
    varies: true,
  });
  for (const each of [pointerClass({ class: 'noise' }), { ...violates, known: true as const }])
    expect(seenRow(observed([each]), 3).varies).toBe(false);
});

it('looks at all of them, in their order, and lets others have their turn meanwhile', async () => {
  let turns = 0;
  let isOver = false;
  const count = (): void => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const rows = await seenRows(observed([], 8), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  isOver = true;
  expect(rows.map(({ row }) => row.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(turns).toBeGreaterThan(1);
});
