import type { JsonObject, JsonValue } from '../../shared/model/json.ts';
import type { ValueFlow } from '../../shared/model/replay-plan.ts';
import { namesOf } from '../replay/plan/live-values.ts';
import { keysOf, SwappedValues, type MintedText } from '../replay/plan/swapped-values.ts';
import { freshValue } from './fresh-value.ts';
import type { RecordedFlows } from './recorded-flows.ts';

/** So many things are remembered; the oldest is forgotten first. */
const MOST_LIVES = 10_000;

/** One thing that an answer has made: a basket, a task, a conversation of several rounds. */
export interface Life {
  /** From 1. */
  readonly id: number;
  /** The recorded answer that made it. */
  readonly producer: number;
  /** Its values in place of the recorded ones. */
  readonly values: readonly { readonly flow: ValueFlow; readonly value: MintedText }[];
  /** What it was made from. */
  parents: readonly Life[];
  /** When it was last given to a client, counted from 1; 0: never. */
  given: number;
  /** The latest of the recorded requests that changed it; 0: none has. */
  changedBy: number;
  /** Answers that were given last, by what was asked. */
  readonly positions: Map<string, number>;
}

/** What a request is about, and the request as it was recorded. */
export interface Understood {
  readonly params: JsonObject;
  /** In the order in which they were made. */
  readonly lives: readonly Life[];
}

/**
 * The lives of what a mock has made. The first one of each has the recorded values; whoever asks for the same once more gets
 * another one. Pure but for what it remembers.
 */
export class Lives {
  readonly #flows: RecordedFlows;
  /** Those that have values of their own, the oldest first. */
  readonly #all: Life[] = [];
  /** With the recorded values, by the answer that makes them. */
  readonly #first = new Map<number, Life>();
  readonly #times = new Map<number, number>();
  readonly #byKey = new Map<string, Life[]>();
  #back = new SwappedValues();
  #count = 0;
  #given = 0;

  constructor(flows: RecordedFlows) {
    this.#flows = flows;
  }

  /** A client's request with recorded values in place of the mock's, and what it is about. */
  understand(params: JsonObject): Understood {
    const found = new Set<Life>();
    const recorded = this.#back.swap(params, {
      onFound: (key) => {
        const life = latestOf(this.#byKey.get(key) ?? []);
        if (life) found.add(life);
      },
    }) as JsonObject;
    // Values of the recording may be known from elsewhere, such as from a test that has them written down.
    const byValue = new Map<string, Life>();
    for (const number of this.#flows.producersIn(params)) {
      const life = this.#firstOf(number);
      // Several answers may give out one value: it is the latest of them that is meant.
      const value = JSON.stringify(life.values.map((one) => one.value));
      byValue.set(
        value,
        latestOf([...(byValue.has(value) ? [byValue.get(value) ?? life] : []), life]) ?? life,
      );
    }
    for (const life of byValue.values()) found.add(life);
    return { params: recorded, lives: [...found].sort((one, other) => one.id - other.id) };
  }

  /** The life that an answer makes as it is given to a request about these lives; undefined where it makes none. */
  born(number: number, lives: readonly Life[]): Life | undefined {
    const flows = this.#flows.mintedBy(number);
    if (flows.length === 0) return undefined;
    const first = this.#firstOf(number);
    if (first.given === 0 || !flows.some((flow) => this.#flows.isFresh(flow))) {
      this.#give(first);
      if (first.parents.length === 0) first.parents = lives;
      return first;
    }
    const time = (this.#times.get(number) ?? 1) + 1;
    this.#times.set(number, time);
    const values = flows.map((flow) => ({
      flow,
      value: this.#flows.isFresh(flow) ? freshValue(flow.value, time) : flow.value,
    }));
    const life = this.#create(number, values, lives);
    this.#add(life);
    this.#give(life);
    return life;
  }

  #firstOf(producer: number): Life {
    const known = this.#first.get(producer);
    if (known) return known;
    const values = this.#flows.mintedBy(producer).map((flow) => ({ flow, value: flow.value }));
    const life = this.#create(producer, values, []);
    this.#first.set(producer, life);
    return life;
  }

  #give(life: Life): void {
    this.#given += 1;
    life.given = this.#given;
  }

  /** A recorded message as a request about these lives gets it. */
  answer(message: JsonValue, lives: readonly Life[]): JsonValue {
    const swapped = new SwappedValues();
    // What is nearer to the request goes first.
    for (const life of withAncestors(lives)) {
      for (const { flow, value } of life.values) {
        if (value !== flow.value) swapped.add(flow.value, value, namesOf(flow));
      }
    }
    return swapped.isEmpty ? message : swapped.swap(message);
  }

  #create(producer: number, values: Life['values'], parents: readonly Life[]): Life {
    this.#count += 1;
    return {
      ...{ id: this.#count, producer, values, parents, given: 0, changedBy: 0 },
      positions: new Map<string, number>(),
    };
  }

  #add(life: Life): void {
    this.#all.push(life);
    for (const { flow, value } of life.values) this.#remember(life, flow, value);
    if (this.#all.length > MOST_LIVES) this.#forget();
  }

  #remember(life: Life, flow: ValueFlow, value: MintedText): void {
    if (value === flow.value) return;
    const names = namesOf(flow);
    for (const key of keysOf(value, names)) {
      const known = this.#byKey.get(key);
      if (known) known.push(life);
      else this.#byKey.set(key, [life]);
    }
    this.#back.add(value, flow.value, names);
  }

  /** The oldest tenth. */
  #forget(): void {
    this.#all.splice(0, MOST_LIVES / 10);
    this.#byKey.clear();
    this.#back = new SwappedValues();
    for (const life of this.#all)
      for (const { flow, value } of life.values) this.#remember(life, flow, value);
  }
}

function latestOf(lives: readonly Life[]): Life | undefined {
  return lives.reduce<Life | undefined>(
    (latest, one) => (latest && latest.given >= one.given ? latest : one),
    undefined,
  );
}

/** These and what they were made from, each once. */
function withAncestors(lives: readonly Life[]): Set<Life> {
  const all = new Set<Life>();
  // What is added while it is gone through is gone through as well.
  for (const life of lives) all.add(life);
  for (const life of all) for (const parent of life.parents) all.add(parent);
  return all;
}
