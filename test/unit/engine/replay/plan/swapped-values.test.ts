import { describe, expect, it } from 'vitest';
import { keysOf, SwappedValues } from '../../../../../engine/replay/plan/swapped-values.ts';

function swapping(
  ...pairs: readonly (readonly [string | number, string | number, readonly string[]])[]
): SwappedValues {
  const values = new SwappedValues();
  for (const [from, to, names] of pairs) values.add(from, to, names);
  return values;
}

describe('SwappedValues', () => {
  it('swaps whole texts, parts of texts, JSON in texts and names of members', () => {
    const values = swapping(['bsk_11aa', 'bsk_99ff', ['basketId']]);
    expect(
      values.swap({
        basketId: 'bsk_11aa',
        says: 'Basket bsk_11aa, not bsk_11aab.',
        json: '{"basketId":"bsk_11aa"}',
        bsk_11aa: [1, null, true],
      }),
    ).toEqual({
      basketId: 'bsk_99ff',
      says: 'Basket bsk_99ff, not bsk_11aab.',
      json: '{"basketId":"bsk_99ff"}',
      bsk_99ff: [1, null, true],
    });
  });

  it('swaps numbers and short texts only in members of their names', () => {
    const values = swapping([7, 70_007, ['id']], ['a1', 'b2', ['ref']]);
    expect(values.swap({ id: 7, quantity: 7, ref: 'a1', unit: 'a1', ids: { id: [7] } })).toEqual({
      ...{ id: 70_007, quantity: 7, ref: 'b2', unit: 'a1' },
      ids: { id: [70_007] },
    });
  });

  it('gives back the very same where there is nothing to swap, and says so when empty', () => {
    const node = { text: '{"id": 7}', list: ['x', 1] };
    expect(swapping(['bsk_11aa', 'bsk_99ff', []]).swap(node)).toBe(node);
    expect(new SwappedValues().isEmpty).toBe(true);
    expect(swapping([7, 8, ['id']]).isEmpty).toBe(false);
  });

  it('tells the keys of what it finds, those that stay as they are among it', () => {
    const values = swapping(['bsk_11aa', 'bsk_11aa', ['basketId']], [7, 7, ['id']]);
    const found: string[] = [];
    const node = { at: 'of bsk_11aa', id: 7, other: 7 };
    expect(values.swap(node, { onFound: (key) => found.push(key) })).toBe(node);
    expect(found).toEqual([...keysOf('bsk_11aa', ['x']), ...keysOf(7, ['id'])]);
  });

  it('lets somebody else have the last word about a text', () => {
    const values = swapping(['bsk_11aa', 'bsk_99ff', []]);
    expect(values.swap('of bsk_11aa', { alsoIn: (text) => text.toUpperCase() })).toBe('OF BSK_99FF');
  });
});
