import type { Row, RowFindings } from '../../../shared/model/exchange.ts';
import type { Finding, Mute } from '../../../shared/model/finding.ts';
import type { Judgement } from '../../lint/linter.ts';
import type { HeardCount } from '../searching/judged-marks.ts';
import type { QueryInput, QueryOutput } from '../store-messages.ts';
import { createFoundStore, type FoundStore } from './found-store.ts';
import type { Tally } from './judge-messages.ts';
import { sumOfFindings } from './row-findings.ts';
import { RuleGroups } from './rule-groups.ts';

/** What is said of one exchange. */
export interface Verdict {
  readonly number: number;
  readonly instanceId: string;
  /** What was recorded with it. */
  readonly recorded: readonly Finding[];
  readonly judgements: readonly Judgement[];
  /** It goes on: what is said replaces what was said of it before, and is replaced by the next. */
  readonly open: boolean;
}

/** All that was found in one capture: kept, counted, and told to whoever asks. Throws what SQLite throws. */
export class Verdicts {
  readonly #store: FoundStore = createFoundStore();
  readonly #groups = new RuleGroups();
  /** Instance of an exchange that is not the one at hand. */
  readonly #instanceOf: (number: number) => string;

  constructor(instanceOf: (number: number) => string) {
    this.#instanceOf = instanceOf;
  }

  add({ number, instanceId, recorded, judgements, open }: Verdict): void {
    this.#store.dropOpen(number);
    for (const finding of recorded) this.#add(number, instanceId, finding, true, open);
    for (const { number: about, finding } of judgements) {
      if (about === number) this.#add(number, instanceId, finding, false, open);
      else if (!open) this.#add(about, this.#instanceOf(about), finding, false, false);
    }
  }

  together(work: () => void): void {
    this.#store.together(work);
  }

  groups(): QueryOutput<'groups'>['groups'] {
    return this.#all().list();
  }

  tallies(): Tally[] {
    return this.#all().tallies();
  }

  list(query: QueryInput<'found'>): QueryOutput<'found'> {
    return this.#store.list(query);
  }

  within(first: number, last: number): QueryOutput<'within'> {
    return this.#store.within(first, last);
  }

  /** What is said of one exchange beside what is recorded with it. */
  of(number: number, limit: number): Finding[] {
    return this.#store.of(number, limit);
  }

  /** Exchanges that break a rule of such an id, beside what is recorded with them. */
  breaking(matches: (rule: string) => boolean): readonly number[] {
    return this.#store.breaking(matches);
  }

  /** How much is found beside what is recorded, without what is muted. */
  heard(mutes: readonly Mute[]): readonly HeardCount[] {
    return this.#store.heard(mutes);
  }

  findingsOf(number: number): RowFindings | undefined {
    return this.#store.rows(number, number).get(number);
  }

  /** What is said of exchanges of these numbers beside what is recorded with them. */
  between(first: number, last: number): Map<number, RowFindings> {
    return this.#store.rows(first, last);
  }

  /** Rows as they come from the file, ascending, with what is said of them. */
  complete(rows: readonly Row[]): Row[] {
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) return [];
    const derived = this.#store.rows(first.number, last.number);
    if (derived.size === 0) return [...rows];
    return rows.map((row) => {
      const findings = sumOfFindings(row.findings, derived.get(row.number));
      return findings ? { ...row, findings } : row;
    });
  }

  close(): void {
    this.#store.close();
  }

  #add(number: number, instanceId: string, finding: Finding, recorded: boolean, open: boolean): void {
    if (!open) {
      const first = !this.#store.has(number, finding.rule);
      this.#groups.add({ rule: finding.rule, severity: finding.severity, instanceId, number, first });
    }
    this.#store.add({ number, instanceId, finding, recorded, open });
  }

  /** With those about exchanges that go on. */
  #all(): RuleGroups {
    const open = this.#store.open();
    if (open.length === 0) return this.#groups;
    const groups = this.#groups.copy();
    const seen = new Set<string>();
    for (const { number, instanceId, finding } of open) {
      const { rule, severity } = finding;
      const key = `${String(number)} ${rule}`;
      groups.add({ rule, severity, instanceId, number, first: !seen.has(key) });
      seen.add(key);
    }
    return groups;
  }
}
