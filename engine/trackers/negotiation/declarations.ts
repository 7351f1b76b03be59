import type { JsonObject } from '../../../shared/model/json.ts';
import type { NegotiationCell, Statement } from '../../../shared/model/negotiation.ts';
import { changedPointers } from './differences.ts';
import { flattenCapabilities, rowKey, type Declared, type RowName } from './flatten-capabilities.ts';

type Source = Statement['source'];

/** Where something was said. */
export interface When {
  readonly number: number;
  readonly at: number;
}

/** What one capabilities object says, by row. */
export type Said = ReadonlyMap<string, Declared>;

/** Of longer histories the first statement and the latest so many are kept. */
const KEPT_STATEMENTS = 19;
/** Changes that are remembered for what comes late. */
const KEPT_TURNS = 50;
/** Rows of one party; more are not followed. */
const MOST_ROWS = 500;

interface Turn extends When {
  readonly text: string;
}

interface Heard {
  readonly first: When;
  /** The latest exchange that said something, and what. */
  latest: When & { readonly said: Said };
  /** What was said from when on, by number. */
  readonly turns: Turn[];
}

interface History {
  readonly row: RowName;
  readonly first: Statement;
  readonly later: Statement[];
  leftOut: number;
}

/** All that one party has said about itself. */
export class Declarations {
  readonly #kind: 'client-capability' | 'server-capability';
  readonly #heard = new Map<Source, Heard>();
  /** Of a session, in which it is the same again and again. */
  #lastRead: { readonly text: string; readonly said: Said } | undefined;
  readonly #histories = new Map<string, History>();

  constructor(kind: 'client-capability' | 'server-capability') {
    this.#kind = kind;
  }

  get rows(): readonly RowName[] {
    return [...this.#histories.values()].map(({ row }) => row);
  }

  /** What it said last there; undefined where it was never heard. */
  said(source: Source): Said | undefined {
    return this.#heard.get(source)?.latest.said;
  }

  /** Whether it declared this at any time there. */
  everDeclared(source: Source, key: string): boolean {
    const history = this.#histories.get(key);
    return history
      ? [history.first, ...history.later].some((each) => each.source === source && each.declared)
      : false;
  }

  /** Takes note of a capabilities object; gives it back as rows. Exchanges may come in any order. */
  hear(source: Source, capabilities: JsonObject, when: When): Said {
    const text = JSON.stringify(capabilities);
    const heard = this.#heard.get(source);
    const last = heard?.turns.at(-1);
    if (heard && last?.text === text && when.number >= last.number) {
      if (when.number > heard.latest.number) heard.latest = { ...when, said: heard.latest.said };
      return heard.latest.said;
    }
    const said = this.#read(capabilities);
    if (!heard) {
      this.#heard.set(source, { first: when, latest: { ...when, said }, turns: [{ ...when, text }] });
      this.#state(source, said, when, undefined);
    } else if (when.number > heard.latest.number) {
      this.#turn(heard, source, said, { ...when, text });
    } else if (heard.turns.findLast(({ number }) => number <= when.number)?.text !== text) {
      // It was said in between, and by now something else is said again.
      const { latest } = heard;
      const again = { number: latest.number, at: latest.at, text: last?.text ?? text };
      this.#turn(heard, source, said, { ...when, text });
      this.#turn(heard, source, latest.said, again);
    }
    return said;
  }

  /** A capabilities object as rows, without taking note of it. */
  read(capabilities: JsonObject): Said {
    const text = JSON.stringify(capabilities);
    if (this.#lastRead?.text !== text) this.#lastRead = { text, said: this.#read(capabilities) };
    return this.#lastRead.said;
  }

  cell(party: string, key: string): NegotiationCell {
    const history = this.#histories.get(key);
    const statements = history ? [history.first, ...history.later] : [];
    const sorted = statements.toSorted((one, other) => one.since - other.since);
    const declared = [...this.#heard.values()].some(({ latest }) => latest.said.has(key));
    const state = this.#heard.size === 0 ? 'unknown' : declared ? 'declared' : 'absent';
    return {
      party,
      state,
      history: sorted,
      ...(history && history.leftOut > 0 && { historyLeftOut: history.leftOut }),
    };
  }

  #read(capabilities: JsonObject): Said {
    return new Map(flattenCapabilities(capabilities, this.#kind).map((each) => [rowKey(each.row), each]));
  }

  #turn(heard: Heard, source: Source, said: Said, turn: Turn): void {
    const before = heard.latest.said;
    heard.latest = { number: turn.number, at: turn.at, said };
    heard.turns.push(turn);
    if (heard.turns.length > KEPT_TURNS) heard.turns.shift();
    this.#state(source, said, turn, { said: before, first: heard.first });
  }

  #state(
    source: Source,
    said: Said,
    { number, at }: When,
    before: { readonly said: Said; readonly first: When } | undefined,
  ): void {
    for (const [key, { row, settings, implied }] of said) {
      const earlier = before?.said.get(key);
      if (earlier && JSON.stringify(earlier.settings) === JSON.stringify(settings)) continue;
      const neverHeard = !this.#histories.has(key);
      if (before && neverHeard) {
        const { number: since, at: then } = before.first;
        this.#add(key, row, { since, at: then, source, declared: false });
      }
      const changed = earlier && changedPointers(earlier.settings, settings);
      this.#add(key, row, {
        ...{ since: number, at, source, declared: true, settings },
        ...(implied && { implied }),
        ...(changed && { changed }),
      });
    }
    for (const [key, { row }] of before?.said ?? []) {
      if (!said.has(key)) this.#add(key, row, { since: number, at, source, declared: false });
    }
  }

  #add(key: string, row: RowName, statement: Statement): void {
    const history = this.#histories.get(key);
    if (!history) {
      if (this.#histories.size < MOST_ROWS) {
        this.#histories.set(key, { row, first: statement, later: [], leftOut: 0 });
      }
      return;
    }
    history.later.push(statement);
    if (history.later.length <= KEPT_STATEMENTS) return;
    history.later.shift();
    history.leftOut += 1;
  }
}
