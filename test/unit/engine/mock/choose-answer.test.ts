import { describe, expect, it } from 'vitest';
import { chooseAnswer } from '../../../../engine/mock/choose-answer.ts';
import type { Life } from '../../../../engine/mock/lives.ts';
import type { SameRequests } from '../../../../engine/mock/recording-index.ts';
import { flow } from '../../../support/replay/planned.ts';
import { flowsOf, recorded, step } from '../../../support/mock/recorded.ts';

// A basket is made (1), looked at (2, 4, 6), and filled twice (3, 5).
const FLOWS = flowsOf(
  [
    step(1, 'basket_create', 'held'),
    ...[2, 4, 6].map((number) => step(number, 'basket_get', 'safe')),
    ...[3, 5].map((number) => step(number, 'basket_add', 'held')),
  ],
  [flow(1, [2, 3, 4, 5, 6], { value: 'bsk_11aa22bb33cc' })],
);
const life = (part: Partial<Life> = {}): Life => ({
  ...{ id: 1, producer: 1, values: [], parents: [], given: 1, changedBy: 0, positions: new Map() },
  ...part,
});
const same = (...numbers: number[]): SameRequests =>
  numbers.map((number) => recorded(number, { name: 'basket_get' })) as unknown as SameRequests;
const chosen = (...asked: Parameters<typeof chooseAnswer>) => {
  const { request, ...rest } = chooseAnswer(...asked);
  return { number: request.number, ...rest };
};

describe('which recorded answer comes next', () => {
  it('is the next in order, and the last one again and again, where nothing was made', () => {
    expect(chosen(same(2, 4, 6), [], FLOWS, 0)).toEqual({ number: 2, repeated: false });
    expect(chosen(same(2, 4, 6), [], FLOWS, 4)).toEqual({ number: 6, repeated: false });
    expect(chosen(same(2, 4, 6), [], FLOWS, 6)).toEqual({ number: 6, repeated: true });
  });

  it('is one from between the last change that was made and the next one', () => {
    expect(chosen(same(2, 4, 6), [life()], FLOWS, 0)).toEqual({ number: 2, repeated: false, waitsFor: 3 });
    expect(chosen(same(2, 4, 6), [life()], FLOWS, 2)).toEqual({ number: 2, repeated: true, waitsFor: 3 });
    expect(chosen(same(2, 4, 6), [life({ changedBy: 3 })], FLOWS, 2)).toMatchObject({
      number: 4,
      waitsFor: 5,
    });
    // Behind the last change nothing is waited for.
    expect(chosen(same(2, 4, 6), [life({ changedBy: 5 })], FLOWS, 4)).toEqual({ number: 6, repeated: false });
  });

  it('waits for no change behind which nothing was answered', () => {
    expect(chosen(same(2), [life()], FLOWS, 2)).toEqual({ number: 2, repeated: true });
  });

  it('is what was told next where nobody had asked at this point, and says so', () => {
    expect(chosen(same(4, 6), [life()], FLOWS, 0)).toEqual({
      number: 4,
      repeated: false,
      waitsFor: 3,
      ahead: true,
    });
    expect(chosen(same(2), [life({ changedBy: 5 })], FLOWS, 0)).toEqual({ number: 2, repeated: false });
    expect(chosen(same(2), [life({ changedBy: 5 })], FLOWS, 2)).toEqual({ number: 2, repeated: true });
  });

  it('is a change in its order, whatever has been changed', () => {
    expect(chosen(same(3, 5), [life({ changedBy: 5 })], FLOWS, 0)).toEqual({ number: 3, repeated: false });
  });

  it('is of the requests that carried this very thing, where there are any', () => {
    const other = flowsOf(
      [step(1, 'basket_create', 'held'), step(7, 'basket_create', 'held')],
      [flow(1, [2], { value: 'bsk_1' }), flow(7, [8], { id: 'second', value: 'bsk_2' })],
    );
    expect(chosen(same(2, 8), [life({ producer: 7 })], other, 0)).toMatchObject({ number: 8 });
    expect(chosen(same(2), [life({ producer: 7 })], other, 0)).toMatchObject({ number: 2 });
  });
});
