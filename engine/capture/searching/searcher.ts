import type { DatabaseSync } from 'node:sqlite';
import { SEVERITIES } from '../../../shared/model/finding.ts';
import type { Mute } from '../../../shared/model/finding.ts';
import { AppError } from '../../app-error.ts';
import { isMutedRule } from './mutes.ts';
import { createBodySearch } from './body-search.ts';
import { compileFilter, needsJudge, type FilterPlan, type JudgedQuestion } from './compile.ts';
import { anyMatches, type HeardCount, type JudgedMarks } from './judged-marks.ts';
import { fold, FOLD } from './match-sql.ts';
import { NumberSet } from './number-set.ts';
import { readNumbers } from './read-numbers.ts';
import type { Found, FindWish } from './search-messages.ts';
import type { SearchedFile } from './searched-file.ts';
import { inOrder } from './sort-found.ts';
import type { Sql } from './sql.ts';

export interface SearchOptions {
  readonly file: SearchedFile;
  /** Asked only where the filter needs it. */
  readonly marks: () => Promise<JudgedMarks>;
  /** ms, monotonic. */
  readonly now?: () => number;
  /** Lets others have their turn. */
  readonly turn?: () => Promise<void>;
}

/** So many exchanges' bodies are searched at first before somebody else has a turn; then as many as take about SLICE_MS. */
const FIRST_SLICE = 16;
const MOST_SLICE = 4_000;
const SLICE_MS = 40;

/**
 * Answers a filter over one open file. All of it but the bodies takes one pass; those are searched in slices, between which
 * the worker does its other work, until time is up. Throws what SQLite throws; NOT_FOUND where the file is closed meanwhile.
 */
export async function findExchanges(wish: FindWish, options: SearchOptions): Promise<Found> {
  const { db, live } = options.file;
  prepareFold(db);
  const plan = compileFilter(wish.filter, { live });
  const judged = needsJudge(plan);
  const marks = judged ? await options.marks() : undefined;
  const search = new Search(wish, options, marks);
  const found = await search.run(plan);
  return {
    numbers: inOrder(found, wish.sort, { db, live, heard: await heardFor(wish, options, search) }),
    judged: judged || wish.sort?.column === 'mark',
    ...(search.through !== undefined && { through: search.through }),
  };
}

async function heardFor(
  { sort, mutes }: FindWish,
  { file, marks }: SearchOptions,
  search: Search,
): Promise<readonly HeardCount[]> {
  return sort?.column === 'mark' ? search.heard(mutes, (await marks()).heard(mutes), file.db) : [];
}

const prepared = new WeakSet<DatabaseSync>();

function prepareFold(db: DatabaseSync): void {
  if (prepared.has(db)) return;
  db.function(FOLD, { deterministic: true }, (value) => (typeof value === 'string' ? fold(value) : value));
  prepared.add(db);
}

class Search {
  /** Set once time was up. */
  through: number | undefined;
  readonly #wish: FindWish;
  readonly #db: DatabaseSync;
  readonly #marks: JudgedMarks | undefined;
  readonly #now: () => number;
  readonly #turn: () => Promise<void>;
  readonly #deadline: number;
  readonly #last: number;

  constructor(wish: FindWish, options: SearchOptions, marks: JudgedMarks | undefined) {
    this.#wish = wish;
    this.#db = options.file.db;
    this.#marks = marks;
    this.#now = options.now ?? (() => performance.now());
    this.#turn = options.turn ?? (() => new Promise((resolve) => setImmediate(resolve)));
    this.#deadline = this.#now() + wish.budgetMs;
    const last = this.#db.prepare('SELECT coalesce(max(number), 0) AS last FROM exchange').get()?.['last'];
    this.#last = Number(last ?? 0);
  }

  async run(plan: FilterPlan): Promise<NumberSet> {
    const { among, above = 0 } = this.#wish;
    const all = {
      text: among ? `e.number IN (SELECT value FROM json_each(?))` : '1',
      params: among ? [JSON.stringify(among)] : [],
    };
    if (plan.kind === 'sql') return this.#select(plan.where, all, above);
    const found = await this.#answer(plan, this.#select(all, { text: '1', params: [] }, above));
    const { through } = this;
    return through === undefined ? found : found.and(this.#upTo(through));
  }

  /** All with what is recorded. */
  heard(mutes: readonly Mute[], derived: readonly HeardCount[], db: DatabaseSync): readonly HeardCount[] {
    const counts = new Map<number, HeardCount>(derived.map((one) => [one[0], one]));
    const rows = db
      .prepare(
        `SELECT f.exchange AS number, f.rule AS rule, f.severity AS severity, e.instance_id AS instance
          FROM finding AS f JOIN exchange AS e ON e.number = f.exchange`,
      )
      .all();
    for (const { number, rule, severity, instance } of rows) {
      if (typeof number !== 'number' || isMutedRule(mutes, String(rule), String(instance))) continue;
      const [, count, worst] = counts.get(number) ?? [number, 0, SEVERITIES.length - 1];
      const index = SEVERITIES.findIndex((known) => known === severity);
      counts.set(number, [number, count + 1, index === -1 ? worst : Math.min(worst, index)]);
    }
    return [...counts.values()];
  }

  #upTo(number: number): NumberSet {
    const set = new NumberSet(this.#last);
    for (let each = 1; each <= number; each += 1) set.add(each);
    return set;
  }

  #select(where: Sql, all: Sql, above: number): NumberSet {
    const statement = this.#db.prepare(
      `SELECT json_group_array(e.number) AS numbers FROM exchange AS e WHERE e.number > ? AND ${all.text} AND ${where.text}`,
    );
    return NumberSet.of(this.#last, readNumbers(statement, [above, ...all.params, ...where.params]));
  }

  /** Those of `within` that match. What is cheap is asked first, so that the rest looks at less. */
  async #answer(plan: FilterPlan, within: NumberSet): Promise<NumberSet> {
    switch (plan.kind) {
      case 'sql':
        return this.#where(plan.where, within);
      case 'judged':
        return NumberSet.of(this.#last, this.#judged(plan.question)).and(within);
      case 'bodies':
        return this.#bodies(plan, within);
      case 'not':
        return within.without(await this.#answer(plan.part, within));
      case 'and': {
        let left = within;
        for (const part of cheapFirst(plan.parts)) left = await this.#answer(part, left);
        return left;
      }
      case 'or': {
        let found = new NumberSet(this.#last);
        for (const part of cheapFirst(plan.parts)) {
          found = found.or(await this.#answer(part, within.without(found)));
        }
        return found;
      }
    }
  }

  #where(where: Sql, within: NumberSet): NumberSet {
    const few = within.size <= FEW ? within.toArray() : undefined;
    if (few?.length === 0) return within;
    const all: Sql = few
      ? { text: 'e.number IN (SELECT value FROM json_each(?))', params: [JSON.stringify([...few])] }
      : { text: '1', params: [] };
    return this.#select(where, all, 0).and(within);
  }

  async #bodies({ match }: Extract<FilterPlan, { kind: 'bodies' }>, within: NumberSet): Promise<NumberSet> {
    const found = new NumberSet(this.#last);
    const numbers = within.toArray();
    const search = createBodySearch(this.#db, match);
    const wanted = (number: number): boolean => within.has(number);
    let slice = FIRST_SLICE;
    for (let at = 0; at < numbers.length;) {
      const first = numbers[at] ?? 0;
      const began = this.#now();
      if (this.through !== undefined && first > this.through) break;
      // At least one slice, so that whoever goes on from there gets on.
      if (at > 0 && began >= this.#deadline) {
        this.#stopAt(first - 1);
        break;
      }
      let end = at;
      while (end < numbers.length && (numbers[end] ?? 0) < first + slice) end += 1;
      const last = numbers[end - 1] ?? first;
      for (const number of search.find(first, last, wanted)) if (wanted(number)) found.add(number);
      at = end;
      slice = this.#now() - began < SLICE_MS ? Math.min(slice * 2, MOST_SLICE) : Math.max(slice >> 1, 1);
      await this.#turn();
      if (!this.#db.isOpen) throw new AppError('NOT_FOUND', 'This capture is closed.');
    }
    return found;
  }

  #stopAt(number: number): void {
    this.through = Math.min(this.through ?? number, number);
  }

  #judged(question: JudgedQuestion): Iterable<number> {
    const marks = this.#marks;
    if (!marks) return [];
    switch (question.about) {
      case 'rules': {
        const matches = (rule: string): boolean => anyMatches(rule, question.any);
        return [...marks.breaking(matches), ...this.#recordedRules(matches)];
      }
      case 'worst':
        return this.#heard()
          .filter(([, , worst]) => anyMatches(SEVERITIES[worst] ?? '', question.any))
          .map(([number]) => number);
      case 'count':
        return this.#counted(question);
      case 'deprecated':
        return marks.deprecated();
      case 'task':
        return marks.ofTask((id) => anyMatches(id, question.any));
      case 'extension':
        return marks.ofExtension((id) => anyMatches(id, question.any));
    }
  }

  #heard(): readonly HeardCount[] {
    const { mutes } = this.#wish;
    return this.heard(mutes, this.#marks?.heard(mutes) ?? [], this.#db);
  }

  #counted({ any }: Extract<JudgedQuestion, { about: 'count' }>): Iterable<number> {
    const inRange = (count: number): boolean =>
      any.some(
        ({ least = -Infinity, above = -Infinity, most = Infinity, below = Infinity }) =>
          count >= least && count > above && count <= most && count < below,
      );
    const heard = this.#heard();
    const matching = heard.filter(([, count]) => inRange(count)).map(([number]) => number);
    if (!inRange(0)) return matching;
    const some = NumberSet.of(
      this.#last,
      heard.map(([number]) => number),
    );
    const none = this.#upTo(this.#last).without(some);
    return none.or(NumberSet.of(this.#last, matching)).toArray();
  }

  #recordedRules(matches: (rule: string) => boolean): readonly number[] {
    const rules = this.#db.prepare('SELECT DISTINCT rule FROM finding').all();
    const broken = rules.map(({ rule }) => String(rule)).filter(matches);
    if (broken.length === 0) return [];
    return readNumbers(
      this.#db.prepare(
        'SELECT json_group_array(exchange) AS numbers FROM finding WHERE rule IN (SELECT value FROM json_each(?))',
      ),
      [JSON.stringify(broken)],
    );
  }
}

/** Up to so many exchanges it is quicker to name them than to look at all. */
const FEW = 2_000;

/** Bodies come last. */
function cheapFirst(parts: readonly FilterPlan[]): readonly FilterPlan[] {
  return [...parts].sort((one, other) => costOf(one) - costOf(other));
}

function costOf(plan: FilterPlan): number {
  switch (plan.kind) {
    case 'sql':
      return 0;
    case 'judged':
      return 1;
    case 'bodies':
      return 3;
    case 'not':
      return costOf(plan.part);
    default:
      return Math.max(2, ...plan.parts.map(costOf));
  }
}
