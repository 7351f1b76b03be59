import type { FindSort } from '../../../shared/model/find.ts';
import type { HeardCount } from './judged-marks.ts';
import type { NumberSet } from './number-set.ts';
import { readNumbers } from './read-numbers.ts';
import type { SearchedFile } from './searched-file.ts';

/** What each column is ordered by; expressions of ours over table `exchange` as `e`. */
const COLUMNS: Readonly<Record<Exclude<FindSort['column'], 'mark' | 'number'>, string>> = {
  time: 'e.started_at',
  origin: 'e.origin',
  instance: 'e.instance_name',
  era: "e.era || CASE e.transport WHEN 'http' THEN '' ELSE ' ' || e.transport END",
  method: 'e.method',
  name: 'e.name',
  link: 'e.link_to',
  status: 'e.status',
  type: 'e.result_type',
  duration: 'e.duration_ms',
  size: 'e.response_bytes',
};

/** A fault above warnings above notes, without what is found. */
const weightSql = (
  live: boolean,
): string => `(CASE ${live ? '' : "WHEN e.state = 'open' THEN 100 "}WHEN e.failure_kind IS NULL THEN 0
    WHEN e.failure_kind = 'cancelled' THEN 10 ELSE 100 END)
  + 100 * (e.error_code IS NOT NULL) + 100 * (coalesce(e.status, 0) >= 400) + 10 * e.is_error + 10 * e.header_fault
  + (e.fault_kinds IS NOT NULL) + e.tampered`;

/** By index of SEVERITIES. */
const FINDING_WEIGHTS = [100, 10, 1];

/** So many are named in the query; of more, all are ordered and the others left out. */
const FEW = 20_000;

/** In the order that is wanted. Throws what SQLite throws. */
export function inOrder(
  found: NumberSet,
  sort: FindSort | undefined,
  { db, live, heard }: SearchedFile & { readonly heard: readonly HeardCount[] },
): Uint32Array<ArrayBuffer> {
  const numbers = found.toArray();
  if (!sort || sort.column === 'number') return sort?.descending === true ? numbers.reverse() : numbers;
  if (sort.column === 'mark') return byWeight(numbers, sort.descending, { db, live, heard });
  const value = COLUMNS[sort.column];
  const few = numbers.length <= FEW;
  const statement = db.prepare(
    `SELECT json_group_array(number) AS numbers FROM (SELECT e.number AS number FROM exchange AS e
      ${few ? 'WHERE e.number IN (SELECT value FROM json_each(?))' : ''}
      ORDER BY (${value}) IS NULL, (${value}) ${sort.descending ? 'DESC' : 'ASC'}, e.number)`,
  );
  const ordered = readNumbers(statement, few ? [JSON.stringify([...numbers])] : []);
  return Uint32Array.from(few ? ordered : ordered.filter((number) => found.has(number)));
}

function byWeight(
  numbers: Uint32Array<ArrayBuffer>,
  descending: boolean,
  { db, live, heard }: SearchedFile & { readonly heard: readonly HeardCount[] },
): Uint32Array<ArrayBuffer> {
  const weights = new Map<number, number>();
  const statement = db.prepare(`SELECT e.number AS number, ${weightSql(live)} AS weight FROM exchange AS e`);
  statement.setReturnArrays(true);
  for (const row of statement.iterate()) {
    const [number, weight] = row as unknown as [number, number];
    if (weight !== 0) weights.set(number, weight);
  }
  for (const [number, , worst] of heard) {
    weights.set(number, (weights.get(number) ?? 0) + (FINDING_WEIGHTS[worst] ?? 0));
  }
  const weightOf = (number: number): number => weights.get(number) ?? 0;
  return numbers.sort(
    (one, other) => (weightOf(one) - weightOf(other)) * (descending ? -1 : 1) || one - other,
  );
}
