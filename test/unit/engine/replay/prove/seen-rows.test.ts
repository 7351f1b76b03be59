import { expect, it } from 'vitest';
import { seenRow, seenRows } from '../../../../../engine/replay/prove/seen-rows.ts';
import type { MatrixRow, PointerClass } from '../../../../../shared/model/replay-verdict.ts';
import { pointerClass } from '../../../../support/proof-samples.ts';

const observed = (classes: readonly PointerClass[] = []) => ({
  row: (number: number) => ({ number }) as MatrixRow,
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

it('looks at all of them, in their order, and waits where it is told to', async () => {
  const seen: string[] = [];
  const { classesOf } = observed();
  const row = (number: number): MatrixRow => {
    seen.push(String(number));
    return { number } as MatrixRow;
  };
  const breather = (): Promise<void> | undefined => {
    if (seen.length !== 2) return undefined;
    return Promise.resolve().then(() => {
      seen.push('others');
    });
  };
  const rows = await seenRows({ row, classesOf }, [1, 2, 3], breather);
  expect(rows.map((each) => each.row.number)).toEqual([1, 2, 3]);
  expect(seen).toEqual(['1', '2', 'others', '3']);
});
