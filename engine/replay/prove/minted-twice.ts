import type { Witness } from '../../../shared/model/replay-verdict.ts';
import type { LiveAnswer } from '../live-answer.ts';
import type { Needs } from './needs.ts';
import type { Placement, Trials } from './trial.ts';
import { stepWords, valueWords, type NameOf } from './wording.ts';

/** One value that was really given out. */
interface Minted {
  readonly value: string | number;
  readonly instanceId: string;
  readonly number: number;
  readonly pointer: string;
  readonly answer: LiveAnswer;
}

/** Two instances of which one gives out what the other one has given out before. */
interface Suspicion {
  readonly number: number;
  readonly lagging: string;
  readonly leading: string;
}

/** An instance that gives out values by itself has given so many, at least, before anything follows from it. */
const FEWEST = 2;

/**
 * Whether two instances give the same id to different requests, as counters in each process do. Answers do not show it, since
 * ids are put back to the recorded ones: what was really minted does. An instance must never have repeated itself, or the
 * ids are made from what is asked for.
 */
export class MintedValues {
  readonly #needs: Needs;
  /** By tool. */
  readonly #given = new Map<string, Minted[]>();

  constructor(needs: Needs) {
    this.#needs = needs;
  }

  add(answer: LiveAnswer): void {
    for (const { flow: id, value } of answer.minted ?? []) {
      const flow = this.#needs.mintedBy(answer.number).find((each) => each.id === id);
      if (!flow || flow.kind === 'cursor') continue;
      const { instanceId, number } = answer;
      const tool = this.#needs.steps.get(number)?.tool ?? '';
      const own = this.#given.get(tool) ?? [];
      own.push({ value, instanceId, number, pointer: flow.producer.pointer, answer });
      this.#given.set(tool, own);
    }
  }

  suspicions(): readonly Suspicion[] {
    return [...this.#given.values()].flatMap((given) => suspicionOf(given) ?? []);
  }

  /** The first one to have given the value out, on another instance. */
  earlier(tool: string, value: string | number, than: LiveAnswer): Minted | undefined {
    return this.#given
      .get(tool)
      ?.find((one) => one.value === value && one.instanceId !== than.instanceId && one.answer !== than);
  }
}

function suspicionOf(given: readonly Minted[]): Suspicion | undefined {
  const byInstance = new Map<string, Set<string | number>>();
  for (const { instanceId, value } of given) {
    const own = byInstance.get(instanceId) ?? new Set();
    // It repeats itself: it makes ids from what is asked for.
    if (own.has(value)) return undefined;
    byInstance.set(instanceId, own.add(value));
  }
  const seen = new Map<string | number, string>();
  let found: number | undefined;
  for (const { value, instanceId, number } of given) {
    const before = seen.get(value);
    if (before === undefined) seen.set(value, instanceId);
    else if ([before, instanceId].every((id) => (byInstance.get(id)?.size ?? 0) >= FEWEST)) found = number;
  }
  if (found === undefined) return undefined;
  // Who has given out the fewest gives next what others have given already, who has given the most something new.
  const sorted = [...byInstance].sort(([, a], [, b]) => a.size - b.size).map(([id]) => id);
  const [lagging, leading] = [sorted[0], sorted.at(-1)];
  return lagging === undefined || leading === undefined ? undefined : { number: found, lagging, leading };
}

/** Provokes it: the one that lags behind gives out again and again what others have given, the other one never. */
export async function proveMintedTwice(
  values: MintedValues,
  { number, lagging, leading }: Suspicion,
  { trials, needs, nameOf }: { readonly trials: Trials; readonly needs: Needs; readonly nameOf: NameOf },
): Promise<Witness | undefined> {
  const step = needs.steps.get(number);
  if (!step) return undefined;
  const needed = needs.of(number);
  const placed = (instanceId: string): Placement[] =>
    [...needs.steps.keys()]
      .filter((each) => needed.has(each) || each === number)
      .map((each) => ({ number: each, instanceId }));
  const before = trials.sent;
  let shown: { readonly again: Minted; readonly first: Minted } | undefined;
  for (const turn of 'FPPF') {
    const answer = await trials.ask(placed(turn === 'F' ? lagging : leading), number);
    if (!answer) return undefined;
    const repeated = repetition(values, step.tool, answer, needs);
    values.add(answer);
    if ((turn === 'F') !== (repeated !== undefined)) return undefined;
    shown = repeated ?? shown;
  }
  if (!shown) return undefined;
  const { again, first } = shown;
  const [there, here] = [nameOf(lagging), nameOf(first.instanceId)];
  const as = (role: 'causes' | 'shows', instanceId: string) =>
    ({ number, method: step.method, name: step.name, instanceId, role }) as const;
  const ref = again.answer.ref;
  const other = first.answer.ref;
  if (!ref || !other) return undefined;
  return {
    number,
    instanceId: lagging,
    pointer: again.pointer,
    says: `${stepWords(step)} gives out ${valueWords(again.value)} on ${there} although ${here} has given it out already`,
    steps: [as('causes', first.instanceId), as('shows', lagging)],
    otherwise: [as('causes', leading), as('shows', leading)],
    failing: { ref, value: again.value },
    passing: { ref: other, value: first.value },
    cause: 'id-counter',
    causeSays:
      `Each instance counts for itself: ${here} gave ${valueWords(first.value)} to one request and ${there} to another one, so that one ` +
      'of them reads or overwrites what belongs to the other. Let the shared store count, or use random ids.',
    trials: trials.sent - before,
    alike: [],
  };
}

function repetition(
  values: MintedValues,
  tool: string,
  answer: LiveAnswer,
  needs: Needs,
): { readonly again: Minted; readonly first: Minted } | undefined {
  for (const { flow: id, value } of answer.minted ?? []) {
    const first = values.earlier(tool, value, answer);
    const flow = needs.mintedBy(answer.number).find((each) => each.id === id);
    if (!first || !flow) continue;
    const { instanceId, number } = answer;
    return { first, again: { value, instanceId, number, pointer: flow.producer.pointer, answer } };
  }
  return undefined;
}
