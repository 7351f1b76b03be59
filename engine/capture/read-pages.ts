import type { DatabaseSync } from 'node:sqlite';
import type { RowFindings } from '../../shared/model/exchange.ts';
import { SEVERITIES } from '../../shared/model/finding.ts';
import { Interned, kindOf, packRows, PAGE_NUMBERS, type RowKind } from '../../shared/model/row-page.ts';
import { createRecordedRules, sumOfFindings, type RecordedRules } from './judging/row-findings.ts';
import { asLost, type CaptureReader } from './read-capture.ts';
import { decodeRow, ROW_COLUMNS } from './row-columns.ts';
import type { StoredPage } from './store-messages.ts';
import { DamagedError, oneOf, parseJson } from './stored-values.ts';

export interface PageRange {
  readonly limit: number;
  readonly after?: number;
  readonly before?: number;
}

/** What is found beside what is recorded, for the rows of these numbers. */
export type Derived = (first: number, last: number) => ReadonlyMap<number, RowFindings> | undefined;

/** Reads rows packed, as many a second as it can. */
export interface PageReader {
  /** As packRows does of the rows of this range, each with what is derived. Throws as CaptureReader does. */
  page(range: PageRange, derived: Derived): StoredPage;
}

/** Numbers of a row that are there always, then those that may be null: PAGE_NUMBERS in the file's words. */
const NUMBERS = [
  'number',
  'started_at',
  'status',
  'error_code',
  'duration_ms',
  'request_bytes',
  'response_bytes',
  'event_count',
  'link_to',
] as const;
const ALWAYS: readonly boolean[] = NUMBERS.map(
  (column) => !['status', 'error_code', 'duration_ms', 'link_to'].includes(column),
);

/** What makes a row's kind. SQLite hands them over as one text: that takes a third of the time that twenty values do. */
const WORDS = ROW_COLUMNS.filter(
  (column) =>
    column !== 'name' &&
    column !== 'not_kept' &&
    !(NUMBERS as readonly string[]).includes(column) &&
    column !== 'finding_count' &&
    column !== 'finding_worst',
);

const LINK_AT = NUMBERS.indexOf('link_to');
const COUNT_AT = NUMBERS.length;
const WORST_AT = COUNT_AT + 1;
const NAME_AT = COUNT_AT + 2;
const KIND_AT = COUNT_AT + 3;

/** A stranger's file may have a kind of its own for each row. */
const MOST_KINDS = 5_000;

type Values = readonly unknown[];

/** Of an open file; see createCaptureReader for `live`. */
export function createPageReader(
  db: DatabaseSync,
  live: boolean,
  slow: Pick<CaptureReader, 'rows' | 'rowsBefore'>,
): PageReader {
  const columns = `${NUMBERS.join(', ')}, finding_count, finding_worst, name, json_array(${WORDS.join(', ')})`;
  const after = db.prepare(`SELECT ${columns} FROM exchange WHERE number > ? ORDER BY number LIMIT ?`);
  const before = db.prepare(`SELECT ${columns} FROM exchange WHERE number < ? ORDER BY number DESC LIMIT ?`);
  for (const statement of [after, before]) statement.setReturnArrays(true);
  const recorded = createRecordedRules(db);
  const kinds = new KnownKinds(live);
  const stored = (range: PageRange): Values[] => {
    const found =
      range.before === undefined
        ? after.all(range.after ?? 0, range.limit)
        : before.all(range.before, range.limit).reverse();
    // With arrays asked for that is what comes; the types do not know.
    return found as unknown as Values[];
  };
  return {
    page(range, derived) {
      try {
        return pack(stored(range), { kinds, recorded, derived });
      } catch {
        // What is wrong with which row is said by who reads them one by one.
        return packedSlowly(range, slow, derived);
      }
    },
  };
}

function packedSlowly(
  range: PageRange,
  reader: Pick<CaptureReader, 'rows' | 'rowsBefore'>,
  derived: Derived,
): StoredPage {
  const rows =
    range.before === undefined
      ? reader.rows(range.after ?? 0, range.limit).rows
      : reader.rowsBefore(range.before, range.limit);
  const [first, last] = [rows[0], rows.at(-1)];
  const beside = first && last && derived(first.number, last.number);
  const page = packRows(
    rows.map((row) => {
      const findings = sumOfFindings(row.findings, beside?.get(row.number));
      return findings ? { ...row, findings } : row;
    }),
  );
  return { ...page, values: Float64Array.from(page.values, (value) => value ?? NaN) };
}

/** Kinds by the text that stands for them in the file; each text is decoded once. */
class KnownKinds {
  readonly #live: boolean;
  readonly #known = new Map<string, { readonly key: string; readonly kind: RowKind }>();

  constructor(live: boolean) {
    this.#live = live;
  }

  /** Throws DamagedError where a column holds what no Hopscope writes. */
  of(text: string): { readonly key: string; readonly kind: RowKind } {
    const known = this.#known.get(text);
    if (known) return known;
    const values = parseJson(text) as unknown[];
    const stored: Record<string, unknown> = { ...NO_NUMBERS };
    for (const [at, column] of WORDS.entries()) stored[column] = values[at];
    const row = decodeRow(stored);
    const found = kindOf(this.#live ? row : asLost(row));
    if (this.#known.size >= MOST_KINDS) this.#known.clear();
    this.#known.set(text, found);
    return found;
  }
}

/** What of a row is no part of its kind: any row that has none of it. */
const NO_NUMBERS = {
  ...Object.fromEntries(NUMBERS.map((column, at) => [column, ALWAYS[at] ? 0 : null])),
  // The kind of a link is read with where it leads to.
  link_to: 0,
  name: '',
  not_kept: 0,
  finding_count: 0,
  finding_worst: null,
};

interface Known {
  readonly kinds: KnownKinds;
  readonly recorded: RecordedRules;
  readonly derived: Derived;
}

function pack(rows: readonly Values[], { kinds, recorded, derived }: Known): StoredPage {
  const width = PAGE_NUMBERS.length;
  const values = new Float64Array(rows.length * width);
  const pageKinds = new Interned<RowKind>();
  const texts = new Map<unknown, number>();
  const names = new Interned<string>();
  let at = 0;
  for (const row of rows) {
    for (let column = 0; column < NUMBERS.length; column += 1) values[at + column] = numberAt(row, column);
    const text = row[KIND_AT];
    let kind = texts.get(text);
    if (kind === undefined) {
      const found = kinds.of(textAt(row, KIND_AT));
      kind = pageKinds.place(found.key, found.kind);
      texts.set(text, kind);
    }
    // Not every link leads somewhere.
    if (Number.isNaN(values[at + LINK_AT]) && pageKinds.list[kind]?.link)
      throw new DamagedError('a link to nowhere');
    const name = textAt(row, NAME_AT);
    values[at + NUMBERS.length] = kind;
    values[at + NUMBERS.length + 1] = names.place(name, name);
    values[at + NUMBERS.length + 2] = NaN;
    at += width;
  }
  const findings = placeFindings(rows, values, { recorded, derived });
  return { values, kinds: pageKinds.list, names: names.list, findings };
}

/** Puts what is found about the rows into the last column; answers the list of it. */
function placeFindings(
  rows: readonly Values[],
  values: Float64Array,
  { recorded, derived }: Pick<Known, 'recorded' | 'derived'>,
): RowFindings[] {
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return [];
  const [from, to] = [numberAt(first, 0), numberAt(last, 0)];
  const own = rows.some((row) => row[WORST_AT] !== null) ? recorded.between(from, to) : undefined;
  const beside = derived(from, to);
  const list = new Interned<RowFindings>();
  if (!own && !beside) return [];
  const width = PAGE_NUMBERS.length;
  rows.forEach((row, index) => {
    const number = numberAt(row, 0);
    const worst = row[WORST_AT] === null ? undefined : oneOf(textAt(row, WORST_AT), SEVERITIES);
    const ownFindings = worst && { count: numberAt(row, COUNT_AT), worst, rules: own?.get(number) ?? {} };
    const findings = sumOfFindings(ownFindings, beside?.get(number));
    if (findings) values[index * width + width - 1] = list.place(JSON.stringify(findings), findings);
  });
  return list.list;
}

function numberAt(row: Values, at: number): number {
  const value = row[at];
  if (typeof value === 'number') return value;
  if (value === null && ALWAYS[at] === false) return NaN;
  throw new DamagedError('unexpected value in a row');
}

function textAt(row: Values, at: number): string {
  const value = row[at];
  if (typeof value === 'string') return value;
  throw new DamagedError('unexpected value in a row');
}
