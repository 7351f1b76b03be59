import type { Witness, WitnessStep } from '../../../shared/model/replay-verdict.ts';
import { isFaultPointer } from './candidates.ts';
import { LIST_ORDER } from './causes.ts';
import type { Judgement } from './judgement.ts';
import type { Proof } from './investigate.ts';
import type { Needs } from './needs.ts';
import type { Placement } from './trial.ts';
import type { Variation } from './vary.ts';
import { listed, stepWords, type NameOf } from './wording.ts';

export interface WitnessContext {
  readonly needs: Needs;
  readonly nameOf: NameOf;
  readonly trials: number;
  /** Further steps that show the same, by number. */
  readonly alike: readonly number[];
}

/** Undefined where an exchange of it is not there to be shown. Pure. */
export function witnessOf(
  proof: Proof,
  { cause, says }: Judgement,
  context: WitnessContext,
): Witness | undefined {
  const { symptom, contrast, pair, instanceId, culprits } = proof;
  const { difference, failing, passing } = contrast;
  if (!failing.ref || !passing.ref) return undefined;
  const { number } = symptom.step;
  const steps = toSteps(pair.failing, number, new Set(culprits), context.needs);
  return {
    number,
    instanceId,
    pointer: difference.pointer,
    says: saysOf(proof, context),
    steps,
    otherwise: toSteps(pair.passing, number, new Set(culprits), context.needs),
    failing: { ref: failing.ref, ...(difference.right !== undefined && { value: difference.right }) },
    passing: { ref: passing.ref, ...(difference.left !== undefined && { value: difference.left }) },
    cause,
    causeSays: says,
    trials: context.trials,
    alike: context.alike,
  };
}

/** What is not deterministic: the same request, twice on one instance. Pure. */
export function variationWitness(variation: Variation, context: WitnessContext): Witness | undefined {
  const { symptom, contrast, steps, instanceId } = variation;
  const { failing, passing, difference } = contrast;
  if (!failing.ref || !passing.ref) return undefined;
  const { step } = symptom;
  const here = context.nameOf(instanceId);
  const isOrder = difference.kind === 'order';
  const otherwise = toSteps(steps, step.number, new Set(), context.needs);
  return {
    number: step.number,
    instanceId,
    pointer: difference.pointer,
    says: isOrder
      ? `${stepWords(step)} comes in another order each time it is asked, on ${here} alone`
      : `${stepWords(step)} is answered now this way and now that way, on ${here} alone`,
    steps: otherwise,
    otherwise,
    failing: { ref: failing.ref, ...(difference.right !== undefined && { value: difference.right }) },
    passing: { ref: passing.ref, ...(difference.left !== undefined && { value: difference.left }) },
    cause: isOrder ? 'list-order' : 'unknown',
    causeSays: isOrder
      ? LIST_ORDER
      : 'The same request, with the same requests before it, on one and the same instance. Look for chance, races and time limits.',
    trials: context.trials,
    alike: context.alike,
  };
}

function saysOf({ symptom, instanceId, home, culprits }: Proof, { needs, nameOf }: WitnessContext): string {
  const { step, pointer } = symptom;
  const [there, here] = [nameOf(instanceId), nameOf(home)];
  const fails = isFaultPointer(pointer) ? 'fails' : 'answers otherwise';
  if (culprits.length === 0) {
    const than = isFaultPointer(pointer) ? `and not on ${here}` : `than on ${here}`;
    return `${stepWords(step)} ${fails} on ${there} ${than}, with the same requests before it`;
  }
  const names = culprits.map((number) => {
    const culprit = needs.steps.get(number);
    return culprit ? stepWords(culprit) : `#${String(number)}`;
  });
  return `${stepWords(step)} ${fails} on ${there} only if ${listed(names)} went to ${here}`;
}

function toSteps(
  placed: readonly Placement[],
  shows: number,
  culprits: ReadonlySet<number>,
  needs: Needs,
): WitnessStep[] {
  return placed.map(({ number, instanceId }) => {
    const step = needs.steps.get(number);
    const role = number === shows ? 'shows' : culprits.has(number) ? 'causes' : 'needed';
    return { number, method: step?.method ?? '', name: step?.name ?? '', instanceId, role };
  });
}
