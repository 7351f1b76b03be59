import { likePattern } from './match-sql.ts';
import type { SearchedFile } from './searched-file.ts';

/** A value that exchanges have. */
export interface SeenValue {
  readonly value: string;
  /** How many have it; absent where nobody counted. */
  readonly exchanges?: number;
}

const COLUMNS = {
  method: 'method',
  name: 'name',
  instance: 'instance_name',
  origin: 'origin',
  era: 'era',
  transport: 'transport',
  state: 'state',
  type: 'result_type',
  failure: 'failure_kind',
  fault: 'fault_kinds',
  link: 'link_kind',
  gateway: 'gateway_id',
  route: 'gateway_rule',
  status: 'status',
  code: 'error_code',
  events: 'event_count',
} as const;

/** So many are listed. */
const MOST_VALUES = 12;
/** Headers and arguments are looked for in so many of the latest exchanges: all of them would take too long while typing. */
const LATEST = 500;
/** A value that is longer is no proposal. */
const LONGEST = 200;
/** Bodies that are larger are not read for their arguments, in bytes. */
const LARGEST_BODY = 64 * 1024;

/** Values of one column that have what is typed, who begin with it first, then the most frequent. Throws what SQLite throws. */
export function seenValues(
  { db }: SearchedFile,
  field: keyof typeof COLUMNS,
  typed: string,
): readonly SeenValue[] {
  const column = COLUMNS[field];
  const rows = db
    .prepare(
      `SELECT CAST(CAST(${column} AS ${field === 'code' ? 'INTEGER' : 'TEXT'}) AS TEXT) AS value, count(*) AS n FROM exchange
        WHERE ${column} IS NOT NULL AND ${column} <> '' AND ${column} LIKE ? ESCAPE '\\'
        GROUP BY ${column} ORDER BY value LIKE ? ESCAPE '\\' DESC, n DESC LIMIT ?`,
    )
    .all(
      likePattern({ how: 'part', text: typed }),
      likePattern({ how: 'pieces', pieces: [typed, ''] }),
      MOST_VALUES,
    );
  return rows.flatMap(({ value, n }) =>
    typeof value === 'string' && value.length <= LONGEST ? [{ value, exchanges: Number(n) }] : [],
  );
}

interface SeenName {
  exchanges: number;
  readonly values: Map<string, number>;
}

function note(names: Map<string, SeenName>, name: string, value: string): void {
  if (name.length > LONGEST || value.length > LONGEST) return;
  const known = names.get(name) ?? { exchanges: 0, values: new Map<string, number>() };
  known.exchanges += 1;
  known.values.set(value, (known.values.get(value) ?? 0) + 1);
  names.set(name, known);
}

/** Names of headers in lower case, with their values, in the latest exchanges. Throws what SQLite throws. */
export function seenHeaders({ db }: SearchedFile): ReadonlyMap<string, Readonly<SeenName>> {
  const names = new Map<string, SeenName>();
  const rows = db
    .prepare(
      `SELECT head FROM (SELECT head FROM request ORDER BY exchange DESC LIMIT ?)
        UNION ALL SELECT head FROM (SELECT head FROM answer ORDER BY exchange DESC LIMIT ?)`,
    )
    .all(LATEST, LATEST);
  for (const { head } of rows) {
    const { headers } = (typeof head === 'string' ? parsed(head) : undefined) ?? {};
    for (const pair of Array.isArray(headers) ? (headers as readonly unknown[]) : []) {
      const [name, value] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
      if (typeof name === 'string' && typeof value === 'string') note(names, name.toLowerCase(), value);
    }
  }
  return names;
}

/** Names of arguments with their values, in the latest exchanges. Throws what SQLite throws. */
export function seenParams({ db }: SearchedFile): ReadonlyMap<string, Readonly<SeenName>> {
  const names = new Map<string, SeenName>();
  const rows = db
    .prepare(
      `SELECT CAST(body AS TEXT) AS body FROM (SELECT body FROM request ORDER BY exchange DESC LIMIT ?)
        WHERE length(body) BETWEEN 2 AND ?`,
    )
    .all(LATEST, LARGEST_BODY);
  for (const { body } of rows) {
    const { params } = (typeof body === 'string' ? parsed(body) : undefined) ?? {};
    const { arguments: args, _meta, ...others } = asObject(params) ?? {};
    for (const [name, value] of Object.entries({ ...others, ...asObject(args) })) {
      if (/[\s:"=.]/.test(name)) continue;
      if (['string', 'number', 'boolean'].includes(typeof value)) note(names, name, String(value));
      else note(names, name, '');
    }
  }
  for (const { values } of names.values()) values.delete('');
  return names;
}

/** Undefined where it is no object, or no JSON. */
function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
}
