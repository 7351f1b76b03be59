import type { DatabaseSync } from 'node:sqlite';
import type { Row, RowFindings } from '../../../shared/model/exchange.ts';
import { SEVERITIES } from '../../../shared/model/finding.ts';
import { sizeOf, textOf } from '../stored-values.ts';

/** Gives rows what is recorded of each rule: the row's own columns have only how many there are, and the worst. */
export interface RecordedRules {
  /** Rows of one page, ascending by number. */
  complete(rows: readonly Row[]): Row[];
  /** How often each rule is recorded, by number. */
  between(first: number, last: number): ReadonlyMap<number, Readonly<Record<string, number>>>;
}

export function createRecordedRules(db: DatabaseSync): RecordedRules {
  const counts = db.prepare(
    `SELECT exchange, rule, count(*) AS n FROM finding WHERE exchange BETWEEN ? AND ? GROUP BY exchange, rule`,
  );
  const between = (first: number, last: number): Map<number, Record<string, number>> => {
    const byNumber = new Map<number, Record<string, number>>();
    for (const stored of counts.iterate(first, last)) {
      const number = sizeOf(stored, 'exchange');
      const rules = byNumber.get(number) ?? {};
      rules[textOf(stored, 'rule')] = sizeOf(stored, 'n');
      byNumber.set(number, rules);
    }
    return byNumber;
  };
  return {
    between,
    complete(rows) {
      const having = rows.filter(({ findings }) => findings);
      const [first, last] = [having[0], having.at(-1)];
      if (!first || !last) return [...rows];
      const byNumber = between(first.number, last.number);
      return rows.map((row) => {
        const rules = row.findings && byNumber.get(row.number);
        return rules ? { ...row, findings: { ...row.findings, rules } } : row;
      });
    },
  };
}

/** Both together; `undefined` is nothing. Pure. */
export function sumOfFindings(
  one: RowFindings | undefined,
  other: RowFindings | undefined,
): RowFindings | undefined {
  if (!one || !other) return one ?? other;
  const rules: Record<string, number> = { ...one.rules };
  for (const [rule, count] of Object.entries(other.rules)) rules[rule] = (rules[rule] ?? 0) + count;
  const worse = SEVERITIES.indexOf(other.worst) < SEVERITIES.indexOf(one.worst);
  return { count: one.count + other.count, worst: worse ? other.worst : one.worst, rules };
}
