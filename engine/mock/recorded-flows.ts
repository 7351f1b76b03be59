import type { JsonObject } from '../../shared/model/json.ts';
import type { PlanStep, ReplayPlan, ValueFlow } from '../../shared/model/replay-plan.ts';
import { soundsReading } from '../replay/plan/names.ts';
import { namesOf } from '../replay/plan/live-values.ts';
import { keysOf, SwappedValues } from '../replay/plan/swapped-values.ts';

/** Kinds of values that name one conversation or one piece of work, whatever gave them out. */
const OWN_KINDS: ReadonlySet<string> = new Set(['request-state', 'task-id']);

/** What the plan of a recording says of its values: who mints them, and who changes what they name. */
export interface RecordedFlows {
  /** Values that the answer to this request mints; none where nobody carries any. */
  mintedBy(number: number): readonly ValueFlow[];
  /** Numbers of the answers that mint something which stands in these parameters. */
  producersIn(params: JsonObject): ReadonlySet<number>;
  /** The values that are new each time this answer is given again. */
  isFresh(flow: ValueFlow): boolean;
  /** Whether a request may change something. */
  isWriter(number: number): boolean;
  /** Requests that may change what this answer has made, by number, ascending. */
  writersOf(producer: number): readonly number[];
  /** Whether a request carries what this answer has made. */
  carries(number: number, producer: number): boolean;
  /** All requests that may change something, by number, ascending. */
  readonly writers: readonly number[];
}

/** What of a plan a mock goes by. */
export type RecordedPlan = Pick<ReplayPlan, 'steps' | 'flows' | 'tools'>;

/** Pure. */
export function recordedFlows({ steps, flows, tools }: RecordedPlan): RecordedFlows {
  const claimed = new Set(
    tools.filter(({ claims }) => claims?.readOnlyHint !== undefined).map(({ tool }) => tool),
  );
  // What may be sent again is a matter of caution; here a tool whose name says that it only reads is taken at its word.
  // A poll is held back with the call that made its task, and changes nothing all the same.
  const isWriter = ({ kind, safety, tool }: PlanStep): boolean =>
    kind === 'update' ||
    (kind !== 'poll' && safety !== 'safe' && (claimed.has(tool) || !soundsReading(tool)));
  const writers = new Set(steps.filter(isWriter).map(({ number }) => number));
  const minted = new Map<number, ValueFlow[]>();
  const changing = new Map<number, Set<number>>();
  const values = new SwappedValues();
  const byKey = new Map<string, Set<number>>();
  const carriers = new Map<number, Set<number>>();
  for (const flow of flows) {
    if (flow.use !== 'used') continue;
    const { number } = flow.producer;
    minted.set(number, [...(minted.get(number) ?? []), flow]);
    const names = namesOf(flow);
    values.add(flow.value, flow.value, names);
    for (const key of keysOf(flow.value, names)) byKey.set(key, (byKey.get(key) ?? new Set()).add(number));
    const changed = changing.get(number) ?? new Set();
    const carrying = carriers.get(number) ?? new Set();
    changing.set(number, changed);
    carriers.set(number, carrying);
    for (const consumer of flow.consumers) {
      carrying.add(consumer.number);
      if (writers.has(consumer.number)) changed.add(consumer.number);
    }
  }
  const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((one, other) => one - other);
  const writersOf = new Map([...changing].map(([producer, numbers]) => [producer, ascending(numbers)]));
  return {
    mintedBy: (number) => minted.get(number) ?? NONE,
    producersIn: (params) => {
      const found = new Set<number>();
      values.swap(params, {
        onFound: (key) => {
          for (const number of byKey.get(key) ?? []) found.add(number);
        },
      });
      return found;
    },
    isFresh: ({ kind, producer }) => {
      if (producer.key === true || kind === 'cursor' || kind === 'subscription-id') return false;
      return OWN_KINDS.has(kind) || writers.has(producer.number);
    },
    isWriter: (number) => writers.has(number),
    writersOf: (producer) => writersOf.get(producer) ?? NO_NUMBERS,
    carries: (number, producer) => carriers.get(producer)?.has(number) === true,
    writers: ascending(writers),
  };
}

const NONE: readonly ValueFlow[] = [];
const NO_NUMBERS: readonly number[] = [];
