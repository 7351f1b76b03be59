import type { PlanStep, ValueFlow } from '../../../shared/model/replay-plan.ts';

/** What of a step says on what it depends. */
export type Dependent = Pick<PlanStep, 'number' | 'kind' | 'safety' | 'follows'>;

/** Whether a step may change what others see. Pure. */
export function isWriter({ kind, safety }: Pick<PlanStep, 'kind' | 'safety'>): boolean {
  return kind === 'update' || safety !== 'safe';
}

/**
 * Steps that must be over before each step, ascending: those whose values it carries, the one that it follows, and those
 * that name the same thing as it does, unless both only read. `shared` holds numbers of steps, ascending, that name one
 * thing each. Pure.
 */
export function dependencies(
  steps: readonly Dependent[],
  flows: readonly ValueFlow[],
  shared: Iterable<readonly number[]>,
): ReadonlyMap<number, readonly number[]> {
  const byNumber = new Map(steps.map((step) => [step.number, step]));
  // Lists instead of sets: of a hundred thousand steps most come after one or two.
  const after = new Map<number, number[]>();
  const add = (number: number, before: number): void => {
    if (before >= number || !byNumber.has(before) || !byNumber.has(number)) return;
    const known = after.get(number);
    if (!known) after.set(number, [before]);
    else if (known.at(-1) !== before) known.push(before);
  };
  for (const { number, follows } of steps) if (follows !== undefined) add(number, follows);
  for (const flow of flows) {
    if (flow.use !== 'used') continue;
    for (const { number } of flow.consumers) add(number, flow.producer.number);
    inTurn([flow.producer.number, ...flow.consumers.map(({ number }) => number)], byNumber, add);
  }
  for (const group of shared) inTurn(group, byNumber, add);
  for (const before of after.values()) if (before.length > 1) sortOnce(before);
  return after;
}

/** Ascending, each number once. */
function sortOnce(numbers: number[]): void {
  numbers.sort((one, other) => one - other);
  let kept = 1;
  for (let at = 1; at < numbers.length; at += 1) {
    const number = numbers[at] ?? 0;
    if (number !== numbers[kept - 1]) {
      numbers[kept] = number;
      kept += 1;
    }
  }
  numbers.length = kept;
}

/** Who writes comes after all before it, who reads after the last one that wrote. */
function inTurn(
  group: readonly number[],
  steps: ReadonlyMap<number, Dependent>,
  add: (number: number, before: number) => void,
): void {
  let writer: number | undefined;
  let readers: number[] = [];
  let last = 0;
  for (const number of group) {
    const step = steps.get(number);
    if (!step || number <= last) continue;
    last = number;
    if (writer !== undefined) add(number, writer);
    if (!isWriter(step)) {
      readers.push(number);
      continue;
    }
    for (const reader of readers) add(number, reader);
    writer = number;
    readers = [];
  }
}
