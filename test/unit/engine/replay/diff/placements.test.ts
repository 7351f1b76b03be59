import { describe, expect, it } from 'vitest';
import { Placements } from '../../../../../engine/replay/diff/placements.ts';
import { madeStep } from '../../../../support/replay/made-step.ts';

/** #1 <- #2 <- #3, and #4 that builds on nothing. */
const steps = [madeStep(1), madeStep(2, { after: [1] }), madeStep(3, { follows: 2 }), madeStep(4)];

function placed(...where: number[]): Placements {
  const placements = new Placements(steps);
  for (const [step, instance] of where.entries()) placements.add(1, step, instance);
  return placements;
}

describe('Placements', () => {
  it('asks of all that a step builds on, however far back', () => {
    expect(placed(0, 0, 0).together(1, 2, 0)).toBe(true);
    expect(placed(0, 1, 1).together(1, 2, 1)).toBe(false);
    expect(placed(0, 1, 0).together(1, 2, 0)).toBe(false);
    expect(placed(0, 1).together(1, 1, 1)).toBe(false);
    expect(placed(0, 1, 0, 2).together(1, 3, 2)).toBe(true);
  });

  it('names the step that went elsewhere', () => {
    expect(placed(0, 1, 1).elsewhere(1, 1, 1)).toBe(0);
    expect(placed(0, 1, 1).elsewhere(1, 2, 1)).toBeUndefined();
    expect(placed(0, 0, 0).elsewhere(1, 2, 0)).toBeUndefined();
    expect(new Placements(steps).elsewhere(1, 2, 0)).toBeUndefined();
  });

  it('knows what builds on something, and which runs had one instance only', () => {
    const placements = placed(0, 0);
    expect([placements.builds(0), placements.builds(1), placements.builds(3)]).toEqual([false, true, false]);
    expect([placements.alone(1), placements.alone(2)]).toEqual([true, false]);
    expect(placements.add(1, 3, 1)).toBe(true);
    expect(placements.alone(1)).toBe(false);
    expect([...placements.stepsOf(1)]).toEqual([0, 1, 3]);
    expect([...placements.stepsOf(2)]).toEqual([]);
  });

  it('takes the first of several instances for the one that feeds, whoever answered first', () => {
    const placements = new Placements(steps);
    for (const instance of [2, 1]) placements.add(1, 0, instance);
    placements.add(1, 1, 1);
    expect(placements.together(1, 1, 1)).toBe(true);
    expect(placements.add(1, 0, 0)).toBe(true);
    expect(placements.together(1, 1, 1)).toBe(false);
    expect(placements.add(1, 0, 1)).toBe(false);
  });

  it('ignores what a plan names and does not have, or has only later', () => {
    const odd = new Placements([madeStep(1, { after: [7, 2] }), madeStep(2)]);
    expect(odd.builds(0)).toBe(false);
  });
});
