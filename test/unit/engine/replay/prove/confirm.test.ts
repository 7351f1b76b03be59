import { describe, expect, it } from 'vitest';
import type { StepAnswer } from '../../../../../shared/model/replay-plan.ts';
import { ALL_TURNS, confirm, contrastOnce, FEW_TURNS } from '../../../../../engine/replay/prove/confirm.ts';
import { createRandom } from '../../../../../engine/random.ts';
import { BAD, GOOD, step, trialsOf } from '../../../../support/proof-samples.ts';

const SYMPTOM = { step: step(3, 'get'), pointer: '/result/value' };
const PAIR = {
  failing: [{ number: 3, instanceId: 'b' }],
  passing: [{ number: 3, instanceId: 'a' }],
};
const valued = (value: string | number): StepAnswer => ({ status: 200, result: { value } });

/** Whether it is taken for one that hangs on the placement. `onB`: the trial places it on the instance that is said to fail. */
async function isTaken(
  answer: (onB: boolean, turn: number) => StepAnswer | undefined,
  turns = ALL_TURNS,
): Promise<boolean> {
  let turn = 0;
  const trials = trialsOf((_, placed) => answer(placed[0]?.instanceId === 'b', turn++));
  return (await confirm(trials, SYMPTOM, PAIR, turns)) !== undefined;
}

describe('a contrast is taken for one of the placement', () => {
  it('where it is so each time', async () => {
    expect(await isTaken((onB) => (onB ? BAD : GOOD))).toBe(true);
    expect(await isTaken((onB, turn) => (onB ? valued(turn) : GOOD))).toBe(true);
  });

  it.each([
    ['changes once, at whichever turn', (_: boolean, turn: number, at: number) => (turn < at ? GOOD : BAD)],
    ['changes with every trial', (_: boolean, turn: number) => valued(turn)],
    ['changes every second time', (_: boolean, turn: number, at: number) => ((turn + at) % 2 ? BAD : GOOD)],
    [
      'changes every second two times',
      (_: boolean, turn: number, at: number) => (((turn + at) >> 1) % 2 ? BAD : GOOD),
    ],
    ['is the same everywhere', () => GOOD],
    ['varies where it should go well', (onB: boolean, turn: number) => (onB ? BAD : valued(turn))],
    ['fails only now and then', (onB: boolean, turn: number) => (onB && turn > 0 ? BAD : GOOD)],
    ['is not answered once', (onB: boolean, turn: number) => (turn === 5 ? undefined : onB ? BAD : GOOD)],
  ] as const)('but not where it %s', async (_, answer) => {
    for (let at = 1; at < 8; at += 1) {
      expect(await isTaken((onB, turn) => answer(onB, turn, at))).toBe(false);
    }
  });

  it('nor where chance decides, in all but one of a hundred cases', async () => {
    const random = createRandom(11);
    let taken = 0;
    for (let round = 0; round < 1_000; round += 1) {
      if (await isTaken(() => (random() < 0.5 ? BAD : GOOD))) taken += 1;
    }
    expect(taken).toBeLessThan(20);
  });
});

it('shows the last two answers, the one that goes well on the left', async () => {
  const trials = trialsOf((_, placed) => (placed[0]?.instanceId === 'b' ? BAD : GOOD));
  const contrast = await confirm(trials, SYMPTOM, PAIR, FEW_TURNS);
  expect(contrast).toMatchObject({
    difference: { pointer: '/result/value', left: 'as it ought to be', right: 'unknown' },
    failing: { run: 4, instanceId: 'b' },
    passing: { run: 3, instanceId: 'a' },
  });
});

it('needs two trials to see whether there is any contrast at all, and one where nothing comes', async () => {
  const trials = trialsOf((_, placed) => (placed[0]?.instanceId === 'b' ? BAD : GOOD));
  expect(await contrastOnce(trials, SYMPTOM, PAIR)).toBeDefined();
  expect(trials.sent).toBe(2);
  const silent = trialsOf(() => undefined);
  expect(await contrastOnce(silent, SYMPTOM, PAIR)).toBeUndefined();
  expect(silent.sent).toBe(1);
});
