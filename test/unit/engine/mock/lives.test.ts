import { describe, expect, it } from 'vitest';
import { Lives } from '../../../../engine/mock/lives.ts';
import { flow } from '../../../support/replay/planned.ts';
import { flowsOf, step } from '../../../support/mock/recorded.ts';

const BASKET = 'bsk_11aa22bb33cc44dd55ee';
const ORDER = 'ord_99ff88ee77dd66cc55bb';
const FLOWS = flowsOf(
  [step(1, 'basket_create', 'held'), step(2, 'place_order', 'held'), step(3, 'order_get', 'safe')],
  [
    flow(1, [2], {
      ...{
        id: 'basket',
        value: BASKET,
        producer: { number: 1, pointer: '/result/structuredContent/basketId' },
      },
      consumers: [{ number: 2, pointer: '/params/arguments/basketId' }],
    }),
    flow(2, [3], {
      ...{ id: 'order', value: ORDER, producer: { number: 2, pointer: '/result/structuredContent/orderId' } },
      consumers: [{ number: 3, pointer: '/params/arguments/orderId' }],
    }),
  ],
);
const about = (basketId: unknown) => ({ name: 'place_order', arguments: { basketId } }) as never;

describe('lives of what a mock has made', () => {
  it('have the recorded values first, then others of the same look, which are understood', () => {
    const lives = new Lives(FLOWS);
    const first = lives.born(1, []);
    const second = lives.born(1, []);
    expect(first?.values[0]?.value).toBe(BASKET);
    const own = second?.values[0]?.value;
    expect(own).toMatch(/^bsk_[0-9a-f]{20}$/);
    expect(own).not.toBe(BASKET);
    expect(lives.understand(about(own))).toEqual({ params: about(BASKET), lives: [second] });
    expect(lives.understand(about(BASKET)).lives).toEqual([first]);
    expect(lives.understand(about('bsk_somebody_elses')).lives).toEqual([]);
  });

  it('are the same ones in each run', () => {
    const values = [new Lives(FLOWS), new Lives(FLOWS)].map((lives) => {
      lives.born(1, []);
      return [lives.born(1, []), lives.born(1, [])].map((life) => life?.values[0]?.value);
    });
    expect(values[0]).toEqual(values[1]);
    expect(new Set(values[0]).size).toBe(2);
  });

  it('dress an answer with their own values, and those of what they were made from', () => {
    const lives = new Lives(FLOWS);
    lives.born(1, []);
    const basket = lives.born(1, []);
    lives.born(2, []);
    const order = basket && lives.born(2, [basket]);
    const message = { result: { structuredContent: { orderId: ORDER, basketId: BASKET } } };
    const dressed = JSON.stringify(lives.answer(message, order ? [order] : []));
    expect(dressed).toContain(String(basket?.values[0]?.value));
    expect(dressed).toContain(String(order?.values[0]?.value));
    expect(dressed).not.toContain(BASKET);
    expect(lives.answer(message, [])).toBe(message);
  });

  it('begin with no answer that makes nothing', () => {
    expect(new Lives(FLOWS).born(3, [])).toBeUndefined();
  });
});
