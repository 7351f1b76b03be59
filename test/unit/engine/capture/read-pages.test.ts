import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CURRENT_FORMAT } from '../../../../engine/capture/format.ts';
import { createCaptureReader } from '../../../../engine/capture/read-capture.ts';
import { createPageReader, type Derived } from '../../../../engine/capture/read-pages.ts';
import {
  encodeFinding,
  encodeRow,
  FINDING_COLUMNS,
  ROW_COLUMNS,
} from '../../../../engine/capture/row-columns.ts';
import { DamagedError, type ColumnValue } from '../../../../engine/capture/stored-values.ts';
import type { Row, RowFindings } from '../../../../shared/model/exchange.ts';
import { packRows, type RowPage } from '../../../../shared/model/row-page.ts';
import { showWhole } from '../../../../engine/capture/whole-views.ts';
import { makeRow } from '../../../support/fake-engine.ts';

const NOTHING: Derived = () => undefined;

let db: DatabaseSync;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  // Without STRICT, so that a damaged file can be made.
  for (const step of CURRENT_FORMAT.migrations)
    db.exec(step.replaceAll(/\) STRICT/g, ')').replaceAll('), WITHOUT', ') WITHOUT'));
  db.exec(`PRAGMA user_version = ${String(CURRENT_FORMAT.version)}`);
  showWhole(db);
});

afterEach(() => {
  db.close();
});

function put(...rows: readonly Row[]): void {
  const insert = db.prepare(
    `INSERT INTO exchange (${ROW_COLUMNS.join(', ')}) VALUES (${ROW_COLUMNS.map(() => '?').join(', ')})`,
  );
  for (const row of rows) {
    const values: ColumnValue[] = [];
    encodeRow(row, 0, values);
    insert.run(...values);
  }
}

function find(number: number, ...rules: readonly string[]): void {
  const insert = db.prepare(
    `INSERT INTO finding (${FINDING_COLUMNS.join(', ')}) VALUES (${FINDING_COLUMNS.map(() => '?').join(', ')})`,
  );
  for (const [index, id] of rules.entries()) {
    const values: ColumnValue[] = [];
    const finding = {
      rule: id,
      severity: 'warning',
      side: 'server',
      message: 'So.',
      link: 'https://x.example',
    } as const;
    encodeFinding(number, index, finding, values);
    insert.run(...values);
  }
}

const pages = (live: boolean) => createPageReader(db, live, createCaptureReader(db, live));

/** As it travels to a screen. */
const asPage = ({ values, ...rest }: { values: Float64Array } & Omit<RowPage, 'values'>): RowPage => ({
  values: Array.from(values, (value) => (Number.isNaN(value) ? null : value)),
  ...rest,
});

const FULL: Row = {
  ...makeRow(2),
  origin: 'import',
  status: 400,
  resultType: 'error',
  errorCode: -32_020.5,
  isError: true,
  failureKind: 'too-large',
  durationMs: 0,
  requestBytes: 3,
  responseBytes: 9_007_199_254_740_991,
  eventCount: 7,
  headerFault: true,
  tampered: true,
  transport: 'stdio',
  link: { kind: 'round', to: 1, round: 2 },
  gateway: { id: 'front', rule: 'r', faults: ['delay'] },
  missing: ['timing'],
  redacted: 3,
  findings: { count: 3, worst: 'warning', rules: {} },
};

it.each([true, false])('packs what the rows are, one kind as often as it stands (live: %s)', (live) => {
  put(
    { ...makeRow(1), state: 'open' },
    FULL,
    { ...FULL, number: 3, startedAt: 1.25, findings: { count: 1, worst: 'error', rules: {} } },
    // Texts of strangers that would be taken for others if they were only strung together.
    ...['a","b', 'a\u001fb', "a'b", 'größe \u{1f600}', '', '[]'].map((name, at) =>
      makeRow(4 + at, { instanceName: name, name }),
    ),
    makeRow(10, { instanceId: 'x', instanceName: 'yz' }),
    makeRow(11, { instanceId: 'xy', instanceName: 'z' }),
    makeRow(12, { link: { kind: 'poll', to: 3 } }),
    makeRow(13, { link: { kind: 'poll', to: 9 } }),
  );
  find(2, 'a.b', 'a.b', 'c.d');
  const reader = createCaptureReader(db, live);
  const packed = asPage(pages(live).page({ limit: 100 }, NOTHING));
  expect(packed).toEqual(packRows(reader.rows(0, 100).rows));
  expect(packed.findings[0]).toEqual({ count: 3, worst: 'warning', rules: { 'a.b': 2, 'c.d': 1 } });
  const polls = packed.kinds.filter(({ link }) => link?.kind === 'poll');
  expect(polls).toHaveLength(1);
});

it('gives the first after a number, or the last before one, ascending', () => {
  put(...[1, 2, 5, 6, 9].map((number) => makeRow(number)));
  const reader = pages(false);
  const numbers = (range: { limit: number; after?: number; before?: number }): number[] => {
    const { values } = reader.page(range, NOTHING);
    return Array.from({ length: values.length / 12 }, (_, at) => values[at * 12] ?? 0);
  };
  expect(numbers({ limit: 2 })).toEqual([1, 2]);
  expect(numbers({ after: 2, limit: 2 })).toEqual([5, 6]);
  expect(numbers({ before: 9, limit: 2 })).toEqual([5, 6]);
  expect(numbers({ before: 1, limit: 2 })).toEqual([]);
});

it('adds what is found beside what is recorded', () => {
  put(makeRow(1), { ...makeRow(2), findings: { count: 1, worst: 'warning', rules: {} } }, makeRow(3));
  find(2, 'a.b');
  const beside: RowFindings = { count: 2, worst: 'error', rules: { 'e.f': 2 } };
  const asked: number[] = [];
  const page = asPage(
    pages(false).page({ limit: 10 }, (first, last) => {
      asked.push(first, last);
      return new Map([
        [1, beside],
        [2, beside],
      ]);
    }),
  );
  expect(asked).toEqual([1, 3]);
  expect(page.findings).toEqual([beside, { count: 3, worst: 'error', rules: { 'a.b': 1, 'e.f': 2 } }]);
  expect([11, 23, 35].map((place) => page.values[place])).toEqual([0, 1, null]);
});

it.each([
  ["state = 'gone'", 'unexpected value "gone"'],
  ["started_at = 'soon'", 'unexpected value in started_at'],
  ["method = x'00'", 'unexpected value in method'],
  ["name = x'00'", 'unexpected value in name'],
  ["link_kind = 'poll', link_to = NULL", 'unexpected value in link_to'],
  ["finding_worst = 'bad'", 'unexpected value "bad"'],
])('refuses what no Hopscope writes: %s', (change, said) => {
  put(makeRow(1), makeRow(2));
  db.exec(`UPDATE exchange SET ${change} WHERE number = 2`);
  const read = (): unknown => pages(false).page({ limit: 10 }, NOTHING);
  expect(read).toThrow(DamagedError);
  expect(read).toThrow(said);
});
