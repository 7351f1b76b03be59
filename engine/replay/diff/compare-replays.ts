import type { Difference } from '../../../shared/model/difference.ts';
import type { JsonValue } from '../../../shared/model/json.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { ComparedStep, PointerClass, ReplayComparison } from '../../../shared/model/replay-verdict.ts';
import type { Observations } from './observations.ts';
import { canonicalJson } from './value-key.ts';

/** One replay, as far as another is held against it. */
export interface ComparedReplay {
  readonly observations: Observations;
  readonly steps: readonly PlanStep[];
}

/** What a replay says at one pointer: the value that was seen most. */
interface Said {
  readonly value: JsonValue | undefined;
  readonly recorded: boolean;
}

/**
 * Two replays of one recording, step by step: where they say something else, and steps of which only one has an answer. Noise
 * of either says nothing. Pure.
 */
export function compareReplays(
  left: ComparedReplay,
  right: ComparedReplay,
  from: number,
  limit: number,
): ReplayComparison {
  const known = new Map([...left.steps, ...right.steps].map((step) => [step.number, step]));
  const numbers = [...known.keys()].sort((one, other) => one - other);
  const rows: ComparedStep[] = [];
  let [total, same] = [0, 0];
  for (const number of numbers) {
    const step = known.get(number);
    const [one, other] = [left, right].map(({ observations }) => observations.classOf(number));
    if (!step || (one === undefined && other === undefined)) continue;
    const differences = one !== undefined && other !== undefined ? differencesOf(number, left, right) : [];
    if (one !== undefined && other !== undefined && differences.length === 0) {
      same += 1;
      continue;
    }
    if (total >= from && rows.length < limit) {
      rows.push({
        number,
        method: step.method,
        name: step.name,
        ...(one !== undefined && { left: one }),
        ...(other !== undefined && { right: other }),
        differences,
      });
    }
    total += 1;
  }
  return { rows, total, same };
}

function differencesOf(number: number, left: ComparedReplay, right: ComparedReplay): Difference[] {
  const [one, other] = [left, right].map(({ observations }) => byPointer(observations.classesOf(number)));
  const names = [...new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])].sort();
  return names.flatMap((name) => {
    const [before, after] = [one?.get(name), other?.get(name)];
    if (isNoise(before) || isNoise(after)) return [];
    const recorded = [before, after].flatMap((each) => each?.values ?? []).find((each) => each.recorded);
    const [was, is] = [saidAt(before, recorded?.value), saidAt(after, recorded?.value)];
    if (was.recorded && is.recorded) return [];
    if (was.recorded === is.recorded && sameValue(was.value, is.value)) return [];
    const { pointer = name, order } = before ?? after ?? {};
    return [{ ...differenceOf(pointer, was.value, is.value), ...(order && { kind: 'order' as const }) }];
  });
}

function byPointer(classes: readonly PointerClass[]): ReadonlyMap<string, PointerClass> {
  return new Map(classes.map((each) => [each.order ? `${each.pointer}\n` : each.pointer, each]));
}

function isNoise(pointer: PointerClass | undefined): boolean {
  return pointer?.class === 'noise' && !pointer.violates;
}

function saidAt(pointer: PointerClass | undefined, recorded: JsonValue | undefined): Said {
  const usual = pointer?.values.toSorted((one, other) => other.seenAt.length - one.seenAt.length)[0];
  if (!usual || usual.recorded) return { value: recorded, recorded: true };
  return { value: usual.value, recorded: false };
}

function sameValue(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return canonicalJson(one) === canonicalJson(other);
}

function differenceOf(
  pointer: string,
  left: JsonValue | undefined,
  right: JsonValue | undefined,
): Difference {
  if (left === undefined) return { pointer, kind: 'added', ...(right !== undefined && { right }) };
  if (right === undefined) return { pointer, kind: 'removed', left };
  return { pointer, kind: 'changed', left, right };
}
