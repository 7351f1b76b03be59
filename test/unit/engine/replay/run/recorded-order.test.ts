import { describe, expect, it } from 'vitest';
import { isRecordedOrder, RecordedOrder } from '../../../../../engine/replay/run/recorded-order.ts';
import { createRandom } from '../../../../../engine/random.ts';

/** Whose turn is now. */
function turns(order: RecordedOrder, count: number): number[] {
  return Array.from({ length: count }, (_each, place) => place).filter((place) => !order.turnOf(place));
}

describe('RecordedOrder', () => {
  it('lets overlap what overlapped, and nothing else', () => {
    const order = new RecordedOrder([
      { from: 0, to: 10 },
      { from: 5, to: 20 },
      { from: 12, to: 14 },
      { from: 20, to: 30 },
    ]);
    expect(turns(order, 4)).toEqual([0, 1]);
    order.isOver(1);
    expect(turns(order, 4)).toEqual([0, 1]);
    order.isOver(0);
    expect(turns(order, 4)).toEqual([0, 1, 2]);
    order.isOver(2);
    expect(turns(order, 4)).toEqual([0, 1, 2, 3]);
  });

  it('takes for over what ended within the millisecond in which the next began', () => {
    const order = new RecordedOrder([
      { from: 3, to: 3.4 },
      { from: 3, to: 3.9 },
    ]);
    expect(turns(order, 2)).toEqual([0]);
    order.isOver(0);
    expect(turns(order, 2)).toEqual([0, 1]);
  });

  it('waits for nothing that never ended', () => {
    expect(turns(new RecordedOrder([{ from: 0 }, { from: 0 }, { from: 900, to: 901 }]), 3)).toEqual([
      0, 1, 2,
    ]);
  });

  it('wakes who waits, and all once it is stopped', async () => {
    const order = new RecordedOrder([
      { from: 0, to: 1 },
      { from: 5, to: 6 },
      { from: 9, to: 9 },
    ]);
    const [second, third] = [order.turnOf(1), order.turnOf(2)];
    order.isOver(0);
    await second;
    order.stop();
    await third;
    expect(turns(order, 3)).toEqual([0, 1, 2]);
  });

  it.each(Array.from({ length: 30 }, (_each, seed) => seed))(
    'agrees with the rule, word by word, on random spans (seed %i)',
    (seed) => {
      const random = createRandom(seed);
      let from = 0;
      const spans = Array.from({ length: 40 }, () => {
        from += Math.floor(random() * 4);
        return random() < 0.1 ? { from } : { from, to: from + random() * 12 };
      });
      const order = new RecordedOrder(spans);
      const over = new Set<number>();
      while (over.size < spans.length) {
        const expected = spans.flatMap((span, place) => {
          const before = spans.flatMap(({ to = Infinity }, other) =>
            other < place && Math.floor(to) <= span.from ? [other] : [],
          );
          return before.every((other) => over.has(other)) ? [place] : [];
        });
        expect(turns(order, spans.length)).toEqual(expected);
        const open = expected.filter((place) => !over.has(place));
        const next = open[Math.floor(random() * open.length)] ?? 0;
        over.add(next);
        order.isOver(next);
      }
    },
  );
});

describe('isRecordedOrder', () => {
  it('is so where nothing begins before what comes before it', () => {
    expect(isRecordedOrder([])).toBe(true);
    expect(isRecordedOrder([{ from: 1 }, { from: 1 }, { from: 2 }])).toBe(true);
    expect(isRecordedOrder([{ from: 2 }, { from: 1 }])).toBe(false);
  });
});
