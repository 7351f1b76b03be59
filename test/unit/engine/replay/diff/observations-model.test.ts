import { describe, expect, it } from 'vitest';
import { Observations } from '../../../../../engine/replay/diff/observations.ts';
import type { LiveAnswer } from '../../../../../engine/replay/live-answer.ts';
import { createRandom } from '../../../../../engine/random.ts';
import type { StepAnswer } from '../../../../../shared/model/replay-plan.ts';
import type { ScheduleChoice } from '../../../../../shared/model/replay-run.ts';
import type { DifferenceClass } from '../../../../../shared/model/replay-verdict.ts';
import { madeStep } from '../../../../support/replay/made-step.ts';

/** A battery as `prove` runs it: the first run is mixed, then the baseline twice, each instance alone, mixed again. */
const INSTANCES = ['a', 'b', 'c'].map((id) => ({ id, name: id }));
const BATTERY: readonly ScheduleChoice[] = [
  { name: 'round-robin' },
  { name: 'pinned', instanceId: 'a' },
  { name: 'pinned', instanceId: 'a' },
  { name: 'pinned', instanceId: 'b' },
  { name: 'pinned', instanceId: 'c' },
  { name: 'adversarial' },
  { name: 'random', seed: 7 },
];
const OK: StepAnswer = { status: 200, headers: {}, result: { text: 'ok', at: 'x' } };
const FAILS: StepAnswer = { status: 200, headers: {}, error: { code: -32602, message: 'No such basket' } };

/** What an answer depends on. `together`: the step before it, on which it builds, went to the same instance. */
interface Situation {
  readonly run: number;
  readonly instance: string;
  readonly together: boolean;
  readonly random: () => number;
}
interface Model {
  readonly name: string;
  readonly expected: DifferenceClass;
  readonly violates?: true;
  readonly answer: (situation: Situation) => StepAnswer;
}

const letters = (random: () => number): string =>
  Array.from({ length: 12 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
const says = (text: string): StepAnswer => ({ ...OK, result: { text, at: 'x' } });

const MODELS: readonly Model[] = [
  { name: 'healthy', expected: 'stable', answer: () => OK },
  { name: 'another version', expected: 'changed', answer: () => says('OK!') },
  { name: 'fails everywhere', expected: 'changed', answer: () => FAILS },
  { name: 'words by chance', expected: 'noise', answer: ({ random }) => says(letters(random)) },
  {
    name: 'the time',
    expected: 'noise',
    answer: ({ run, random }) => says(new Date(1.8e12 + run * 1e7 + random() * 1e6).toISOString()),
  },
  {
    name: 'a list without an order',
    expected: 'noise',
    violates: true,
    answer: ({ random, run }) => ({
      ...OK,
      result: {
        tools: ['x', 'y', 'z', 'u', 'v']
          .map((name) => ({ name, by: random() + run }))
          .sort((p, q) => p.by - q.by)
          .map(({ name }) => ({ name })),
      },
    }),
  },
  {
    name: 'its configuration',
    expected: 'sticky',
    answer: ({ instance }) => says(instance === 'b' ? 'DEM' : 'EUR'),
  },
  { name: 'its name', expected: 'sticky', answer: ({ instance }) => says(`I am ${instance}`) },
  { name: 'a handle in memory', expected: 'sticky', answer: ({ together }) => (together ? OK : FAILS) },
  {
    name: 'a handle that is told to others late',
    expected: 'sticky',
    answer: ({ together, random, run }) => (together || (run === 7 && random() < 0.5) ? OK : FAILS),
  },
  {
    name: 'made once and there from then on',
    expected: 'order-dependent',
    answer: ({ run }) => (run === 1 ? OK : FAILS),
  },
  {
    name: 'made in the second run',
    expected: 'order-dependent',
    answer: ({ run }) => (run <= 2 ? OK : FAILS),
  },
];

/** All answers of a battery: step 2n-1 of each pair makes what step 2n uses. */
function answersOf(models: readonly Model[], seed: number): LiveAnswer[] {
  const random = createRandom(seed);
  return BATTERY.flatMap((choice, index) => {
    const run = index + 1;
    return models.flatMap((model, pair): LiveAnswer[] => {
      const mixed = choice.instanceId === undefined;
      const maker = choice.instanceId ?? INSTANCES[(pair + run) % 3]?.id ?? 'a';
      const other = INSTANCES.filter(({ id }) => id !== maker)[Math.floor(random() * 2)]?.id ?? 'b';
      // In the first run of a battery all that builds on something goes elsewhere, later it may.
      const user = mixed && (run === 1 || choice.name === 'adversarial' || random() < 0.5) ? other : maker;
      const situation = { run, instance: user, together: user === maker, random };
      const sent = (number: number, instanceId: string, answer: StepAnswer): LiveAnswer => ({
        run,
        number,
        instanceId,
        state: 'answered',
        answer,
      });
      return [sent(2 * pair + 1, maker, OK), sent(2 * pair + 2, user, model.answer(situation))];
    });
  });
}

function observe(models: readonly Model[], answers: readonly LiveAnswer[]): Observations {
  const isList = (model: Model): boolean => model.violates === true;
  const steps = models.flatMap((model, pair) => [
    madeStep(2 * pair + 1, { name: `make ${String(pair)}` }),
    madeStep(2 * pair + 2, {
      name: `use ${String(pair)}`,
      after: [2 * pair + 1],
      ...(isList(model) && { method: 'tools/list', name: '', kind: 'list' }),
    }),
  ]);
  const observations = new Observations({ captureId: 'rec', steps, instances: INSTANCES });
  for (const [index, choice] of BATTERY.entries())
    observations.setRun({ run: index + 1, choice, purpose: 'battery' });
  for (const [pair, model] of models.entries()) {
    observations.setRecorded(2 * pair + 1, OK);
    const list = { ...OK, result: { tools: ['x', 'y', 'z', 'u', 'v'].map((name) => ({ name })) } };
    observations.setRecorded(2 * pair + 2, isList(model) ? list : OK);
  }
  for (const answer of answers) observations.add(answer);
  return observations;
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

describe('classes of answers that a model gave', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('are those of the model (seed %i)', (seed) => {
    const observations = observe(MODELS, answersOf(MODELS, seed));
    const found = MODELS.map(({ name }, pair) => {
      const { class: own, violates } = observations.row(2 * pair + 2);
      return { name, class: own, ...(violates && { violates }) };
    });
    expect(found).toEqual(
      MODELS.map(({ name, expected, violates }) => ({
        name,
        class: expected,
        ...(violates && { violates }),
      })),
    );
    for (const [pair] of MODELS.entries()) expect(observations.row(2 * pair + 1).class).toBe('stable');
  });

  it.each([1, 2, 3, 4, 5])('do not ask in which order answers are added (seed %i)', (seed) => {
    const answers = answersOf(MODELS, seed);
    const reports = (observations: Observations) =>
      MODELS.map((_, pair) => observations.stepReport(2 * pair + 2));
    const expected = reports(observe(MODELS, answers));
    for (let round = 0; round < 4; round += 1) {
      expect(reports(observe(MODELS, shuffled(answers, createRandom(seed * 100 + round))))).toEqual(expected);
    }
  });

  it('are the same whether they were asked for on the way or not', () => {
    const answers = answersOf(MODELS, 3);
    const all = observe(MODELS, answers);
    const asked = observe(MODELS, []);
    for (const answer of answers) {
      asked.add(answer);
      asked.rows(0, 3, 'sticky');
    }
    expect(asked.rows(0, 100)).toEqual(all.rows(0, 100));
    expect(asked.learned('now')).toEqual(all.learned('now'));
  });
});
