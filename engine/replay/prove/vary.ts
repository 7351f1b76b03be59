import type { Candidate } from './candidates.ts';
import { contrastOf, type Contrast, type Symptom } from './confirm.ts';
import type { Needs } from './needs.ts';
import type { Placement, Trials } from './trial.ts';
import type { LiveAnswer } from '../live-answer.ts';

/** What varies on one and the same instance. */
export interface Variation {
  readonly candidate: Candidate;
  readonly symptom: Symptom;
  readonly instanceId: string;
  readonly steps: readonly Placement[];
  readonly contrast: Contrast;
}

/** So often the same is asked. */
const TIMES = 6;

/**
 * Asks the same of one instance again and again. Undefined where all answers are alike at the pointer, or where they only
 * changed once, as state does that stays.
 */
export async function proveVariation(
  candidate: Candidate,
  instanceId: string,
  { trials, needs }: { readonly trials: Trials; readonly needs: Needs },
): Promise<Variation | undefined> {
  const step = needs.steps.get(candidate.number);
  if (!step) return undefined;
  const symptom: Symptom = { step, pointer: candidate.pointer };
  const needed = needs.of(step.number);
  const steps = [...needs.steps.keys()]
    .filter((number) => needed.has(number) || number === step.number)
    .map((number) => ({ number, instanceId }));
  const answers: LiveAnswer[] = [];
  for (let time = 0; time < TIMES; time += 1) {
    const answer = await trials.ask(steps, step.number);
    if (!answer) return undefined;
    answers.push(answer);
  }
  const changes = answers.slice(1).map((answer, index) => {
    const before = answers[index];
    return before && contrastOf(symptom, answer, before);
  });
  const seen = changes.filter((change) => change !== undefined);
  const last = seen.at(-1);
  if (!last || seen.length < 2) return undefined;
  // Every second time another one: a switch that each request turns, which is state and no chance.
  const isSafe = step.safety === 'safe';
  if (!isSafe && seen.length === TIMES - 1 && alternates(symptom, answers)) return undefined;
  return { candidate, symptom, instanceId, steps, contrast: last };
}

function alternates(symptom: Symptom, answers: readonly LiveAnswer[]): boolean {
  return answers.slice(2).every((answer, index) => {
    const twin = answers[index];
    return twin !== undefined && contrastOf(symptom, answer, twin) === undefined;
  });
}
