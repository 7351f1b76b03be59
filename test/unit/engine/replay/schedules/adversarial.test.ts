import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../engine/random.ts';
import { partSteps } from '../../../../../engine/replay/schedules/adversarial.ts';
import { flow, step } from '../../../../support/replay/planned.ts';

const steps = (count: number): ReturnType<typeof step>[] =>
  Array.from({ length: count }, (_, index) => step({ number: index + 1 }));

describe('partSteps', () => {
  it('parts a producer from all who need its value, with two instances and with more', () => {
    for (const instances of [2, 3, 5]) {
      const { places, together } = partSteps(steps(5), [flow(1, [2, 3, 4, 5])], instances);
      expect(together).toEqual([]);
      expect(places.slice(1)).not.toContain(places[0]);
      expect(new Set(places).size).toBe(instances === 2 ? 2 : Math.min(instances, 5));
    }
  });

  it('parts each round from the one before', () => {
    const rounds = [step({ number: 1 }), step({ number: 2, follows: 1 }), step({ number: 3, follows: 2 })];
    const { places } = partSteps(rounds, [], 2);
    expect(places).toEqual([0, 1, 0]);
  });

  it('puts two producers of one step together, so that two instances suffice', () => {
    const { places, together } = partSteps(steps(3), [flow(1, [3]), flow(2, [3])], 2);
    expect(together).toEqual([]);
    expect(places[0]).toBe(places[1]);
  });

  it('says which steps cannot be parted, and parts them from the latest', () => {
    // Three of which each needs the others.
    const triangle = [flow(1, [2, 3]), flow(2, [3])];
    const { places, together } = partSteps(steps(3), triangle, 2);
    expect(together).toEqual([3]);
    expect(places[2]).not.toBe(places[1]);
    expect(partSteps(steps(3), triangle, 3).together).toEqual([]);
  });

  it('uses all instances where nothing hangs together', () => {
    expect(new Set(partSteps(steps(6), [], 3).places)).toEqual(new Set([0, 1, 2]));
  });

  it('has one place where there is one instance', () => {
    expect(partSteps(steps(2), [flow(1, [2])], 1)).toEqual({ places: [0, 0], together: [2] });
  });

  it('minds only flows that are used', () => {
    expect(partSteps(steps(2), [flow(1, [2], { use: 'forbidden' })], 1).together).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('never leaves together what two colours can part (seed %i)', (seed) => {
    const random = createRandom(seed);
    const count = 120;
    // Each step has a hidden side, and flows lead from one side to the other: two instances suffice.
    const sides = Array.from({ length: count }, () => Math.floor(random() * 2));
    const flows = Array.from({ length: 150 }, () => {
      const from = Math.floor(random() * (count - 1));
      const to = from + 1 + Math.floor(random() * (count - from - 1));
      return sides[from] === sides[to] ? undefined : flow(from + 1, [to + 1]);
    }).filter((one) => one !== undefined);
    for (const instances of [2, 3, 4]) {
      const { places, together } = partSteps(steps(count), flows, instances);
      expect(together).toEqual([]);
      for (const { producer, consumers } of flows) {
        for (const { number } of consumers) expect(places[number - 1]).not.toBe(places[producer.number - 1]);
      }
      expect(new Set(places).size).toBe(instances);
    }
  });
});
