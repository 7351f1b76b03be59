import { DatabaseSync } from 'node:sqlite';
import type { RowFindings } from '../../../shared/model/exchange.ts';
import { SEVERITIES, SIDES, type Finding, type FoundAt, type Mute } from '../../../shared/model/finding.ts';
import type { HeardCount } from '../searching/judged-marks.ts';
import { readNumbers } from '../searching/read-numbers.ts';
import { numberOf, oneOf, optionalText, sizeOf, textOf, type Stored } from '../stored-values.ts';
import type { FoundWithin } from './judge-messages.ts';
import { sumOfFindings } from './row-findings.ts';

/** A finding to be kept. */
export interface Kept {
  readonly number: number;
  readonly instanceId: string;
  readonly finding: Finding;
  /** It stands in the file as well: it is here to be counted and listed with the others. */
  readonly recorded: boolean;
  /** About an exchange that goes on: `dropOpen` takes it away again. */
  readonly open: boolean;
}

/**
 * The findings of one open capture. They are derived, so no file of the user's holds them: this is a database of SQLite's own
 * on the disk that has no name and is gone when it is closed, or when the program ends in whatever way. Throws what
 * SQLite throws.
 */
export interface FoundStore {
  add(kept: Kept): void;
  /** Takes away what was said of an exchange that went on. */
  dropOpen(number: number): void;
  /** Whether a rule has something about an exchange that has ended. */
  has(number: number, rule: string): boolean;
  /** All about exchanges that go on. */
  open(): Kept[];
  /** By exchange, `after` < number; a page ends with the last finding of an exchange. */
  list(query: { rule: string; instanceId?: string; after: number; limit: number }): {
    found: FoundAt[];
    more: boolean;
  };
  /** Exchanges from `first` to `last` that have ended, by rule, side and severity. */
  within(first: number, last: number): FoundWithin[];
  /** Those of one exchange that stand in no file, at most `limit`. */
  of(number: number, limit: number): Finding[];
  /** What rows of these numbers have that stands in no file. */
  rows(first: number, last: number): Map<number, RowFindings>;
  /** Exchanges that break a rule of such an id, in what stands in no file. */
  breaking(matches: (rule: string) => boolean): readonly number[];
  /** By exchange, how much there is that stands in no file and is not muted. */
  heard(mutes: readonly Mute[]): readonly HeardCount[];
  /** Runs `work` so that what it adds is written in one go. */
  together<T>(work: () => T): T;
  close(): void;
}

const COLUMNS = [
  'exchange',
  'rule',
  'instance',
  'severity',
  'side',
  'message',
  'pointer',
  'expected',
  'found',
  'link',
  'recorded',
  'open',
] as const;

// What repeats all the time (rules, instances, links) is a number, see Words. No journal: nothing here outlives a fault.
const LAYOUT = `
PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -4096;
CREATE TABLE found (
  id INTEGER PRIMARY KEY, exchange INTEGER NOT NULL, rule INTEGER NOT NULL, instance INTEGER NOT NULL,
  severity INTEGER NOT NULL, side INTEGER NOT NULL, message TEXT NOT NULL, pointer TEXT, expected TEXT, found TEXT,
  link INTEGER NOT NULL, recorded INTEGER NOT NULL, open INTEGER NOT NULL
) STRICT;
CREATE INDEX of_exchange ON found (exchange, rule, severity, recorded, open);
CREATE INDEX of_rule ON found (rule, exchange, instance);
CREATE INDEX of_open ON found (exchange) WHERE open = 1;
`;

/** Numbers for texts that repeat. */
class Words {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  numberOf(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) {
      number = this.#texts.push(text) - 1;
      this.#numbers.set(text, number);
    }
    return number;
  }

  /** Numbers of the texts that pass. */
  passing(passes: (text: string) => boolean): readonly number[] {
    return this.#texts.flatMap((text, number) => (passes(text) ? [number] : []));
  }

  known(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  text(stored: Stored, column: string): string {
    return this.#texts[sizeOf(stored, column)] ?? '';
  }
}

export function createFoundStore(): FoundStore {
  const db = new DatabaseSync('');
  try {
    db.exec(LAYOUT);
    return new SqliteFoundStore(db);
  } catch (error) {
    db.close();
    throw error;
  }
}

class SqliteFoundStore implements FoundStore {
  readonly #db: DatabaseSync;
  readonly #words = new Words();
  readonly #statements;
  #anyOpen = false;

  constructor(db: DatabaseSync) {
    this.#db = db;
    const all = COLUMNS.join(', ');
    const next = `FROM found WHERE rule = ? AND exchange > ? AND (? < 0 OR instance = ?)`;
    this.#statements = {
      add: db.prepare(`INSERT INTO found (${all}) VALUES (${COLUMNS.map(() => '?').join(', ')})`),
      dropOpen: db.prepare('DELETE FROM found WHERE open = 1 AND exchange = ?'),
      has: db.prepare('SELECT 1 FROM found WHERE exchange = ? AND rule = ? AND open = 0 LIMIT 1'),
      open: db.prepare(`SELECT ${all} FROM found WHERE open = 1 ORDER BY exchange, id`),
      // The last exchange that the page reaches, then all of its findings.
      edge: db.prepare(`SELECT exchange ${next} ORDER BY exchange LIMIT 1 OFFSET ?`),
      list: db.prepare(`SELECT ${all} ${next} AND exchange <= ? ORDER BY exchange, id`),
      beyond: db.prepare(`SELECT 1 ${next} LIMIT 1`),
      within: db.prepare(`SELECT exchange, rule, side, severity FROM found
        WHERE exchange BETWEEN ? AND ? AND open = 0 ORDER BY exchange, id`),
      of: db.prepare(`SELECT ${all} FROM found WHERE exchange = ? AND recorded = 0 ORDER BY id LIMIT ?`),
      rows: db.prepare(`SELECT exchange, rule, severity, count(*) AS n FROM found
        WHERE exchange BETWEEN ? AND ? AND recorded = 0 GROUP BY exchange, rule, severity`),
      breaking: db.prepare(`SELECT json_group_array(DISTINCT exchange) AS numbers FROM found
        WHERE rule IN (SELECT value FROM json_each(?)) AND recorded = 0`),
      heard: db.prepare(`SELECT exchange, count(*) AS n, min(severity) AS worst FROM found WHERE recorded = 0
        AND NOT EXISTS (SELECT 1 FROM json_each(?) AS mute WHERE json_extract(mute.value, '$[0]') = rule
          AND json_extract(mute.value, '$[1]') IN (-1, instance))
        GROUP BY exchange`),
    };
  }

  add({ number, instanceId, finding, recorded, open }: Kept): void {
    if (open) this.#anyOpen = true;
    this.#statements.add.run(
      number,
      this.#words.numberOf(finding.rule),
      this.#words.numberOf(instanceId),
      SEVERITIES.indexOf(finding.severity),
      SIDES.indexOf(finding.side),
      finding.message,
      finding.pointer ?? null,
      finding.expected ?? null,
      finding.found ?? null,
      this.#words.numberOf(finding.link ?? ''),
      recorded ? 1 : 0,
      open ? 1 : 0,
    );
  }

  dropOpen(number: number): void {
    if (this.#anyOpen) this.#statements.dropOpen.run(number);
  }

  has(number: number, rule: string): boolean {
    const word = this.#words.known(rule);
    return word !== undefined && this.#statements.has.get(number, word) !== undefined;
  }

  open(): Kept[] {
    if (!this.#anyOpen) return [];
    const kept = this.#statements.open.all().map((stored) => this.#kept(stored));
    this.#anyOpen = kept.length > 0;
    return kept;
  }

  list({
    rule,
    instanceId,
    after,
    limit,
  }: Parameters<FoundStore['list']>[0]): ReturnType<FoundStore['list']> {
    const word = this.#words.known(rule);
    const instance = instanceId === undefined ? -1 : this.#words.known(instanceId);
    if (word === undefined || instance === undefined) return { found: [], more: false };
    const query = [word, after, instance, instance] as const;
    if (limit === 0) return { found: [], more: this.#statements.beyond.get(...query) !== undefined };
    const edge = this.#statements.edge.get(...query, limit - 1);
    const last = edge ? numberOf(edge, 'exchange') : Number.MAX_SAFE_INTEGER;
    const found = this.#statements.list.all(...query, last).map((stored): FoundAt => ({
      number: numberOf(stored, 'exchange'),
      finding: this.#finding(stored),
    }));
    return { found, more: this.#statements.beyond.get(word, last, instance, instance) !== undefined };
  }

  within(first: number, last: number): FoundWithin[] {
    const groups = new Map<string, Omit<FoundWithin, 'numbers'> & { readonly numbers: number[] }>();
    for (const stored of this.#statements.within.iterate(first, last)) {
      const rule = this.#words.text(stored, 'rule');
      const side = SIDES[numberOf(stored, 'side')] ?? 'none';
      const severity = SEVERITIES[numberOf(stored, 'severity')] ?? 'note';
      const key = `${rule} ${side} ${severity}`;
      const group = groups.get(key) ?? { rule, side, severity, numbers: [] };
      groups.set(key, group);
      group.numbers.push(numberOf(stored, 'exchange'));
    }
    return [...groups.values()];
  }

  of(number: number, limit: number): Finding[] {
    return this.#statements.of.all(number, limit).map((stored) => this.#finding(stored));
  }

  rows(first: number, last: number): Map<number, RowFindings> {
    const rows = new Map<number, RowFindings>();
    for (const stored of this.#statements.rows.iterate(first, last)) {
      const number = numberOf(stored, 'exchange');
      const count = sizeOf(stored, 'n');
      const more: RowFindings = {
        count,
        worst: SEVERITIES[numberOf(stored, 'severity')] ?? 'note',
        rules: { [this.#words.text(stored, 'rule')]: count },
      };
      rows.set(number, sumOfFindings(rows.get(number), more) ?? more);
    }
    return rows;
  }

  breaking(matches: (rule: string) => boolean): readonly number[] {
    const words = this.#words.passing(matches);
    return words.length === 0 ? [] : readNumbers(this.#statements.breaking, [JSON.stringify(words)]);
  }

  heard(mutes: readonly Mute[]): readonly HeardCount[] {
    const words = mutes.flatMap(({ rule, instanceId }) => {
      const word = this.#words.known(rule);
      const instance = instanceId === undefined ? -1 : this.#words.known(instanceId);
      return word === undefined || instance === undefined ? [] : [[word, instance]];
    });
    const heard: HeardCount[] = [];
    for (const stored of this.#statements.heard.iterate(JSON.stringify(words))) {
      heard.push([numberOf(stored, 'exchange'), sizeOf(stored, 'n'), numberOf(stored, 'worst')]);
    }
    return heard;
  }

  together<T>(work: () => T): T {
    this.#db.exec('BEGIN');
    try {
      return work();
    } finally {
      // There is no journal to go back by: what was added stays.
      if (this.#db.isTransaction) this.#db.exec('COMMIT');
    }
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
  }

  #kept(stored: Stored): Kept {
    return {
      number: numberOf(stored, 'exchange'),
      instanceId: this.#words.text(stored, 'instance'),
      finding: this.#finding(stored),
      recorded: numberOf(stored, 'recorded') === 1,
      open: numberOf(stored, 'open') === 1,
    };
  }

  #finding(stored: Stored): Finding {
    const pointer = optionalText(stored, 'pointer');
    const expected = optionalText(stored, 'expected');
    const found = optionalText(stored, 'found');
    const link = this.#words.text(stored, 'link');
    return {
      rule: this.#words.text(stored, 'rule'),
      severity: oneOf(SEVERITIES[numberOf(stored, 'severity')] ?? '', SEVERITIES),
      side: oneOf(SIDES[numberOf(stored, 'side')] ?? '', SIDES),
      message: textOf(stored, 'message'),
      ...(pointer !== undefined && { pointer }),
      ...(expected !== undefined && { expected }),
      ...(found !== undefined && { found }),
      ...(link !== '' && { link }),
    };
  }
}
