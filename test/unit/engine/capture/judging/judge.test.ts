import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Judge, type JudgedFile } from '../../../../../engine/capture/judging/judge.ts';
import type { JudgedNews } from '../../../../../engine/capture/judging/judge-messages.ts';
import type { ColumnValue } from '../../../../../engine/capture/stored-values.ts';
import { createCaptureReader } from '../../../../../engine/capture/read-capture.ts';
import { encodeRow, ROW_COLUMNS } from '../../../../../engine/capture/row-columns.ts';
import { rule, type Report } from '../../../../../engine/lint/rule.ts';
import type { Row } from '../../../../../shared/model/exchange.ts';
import { makeRow } from '../../../../support/fake-engine.ts';
import { makeTables } from '../../../../support/searched-rows.ts';
import { createHandClock, type HandClock } from '../../../../support/hand-clock.ts';

const HEAD = JSON.stringify({
  url: '',
  httpMethod: 'POST',
  target: '/',
  headers: [],
  routing: [],
  origins: [],
});

let db: DatabaseSync;
let clock: HandClock;
let told: JudgedNews[];
let seen: number[];
let says: (number: number, report: Report) => void;
let judge: Judge;

const watching = rule({
  id: 'test.watching',
  title: 'Says what the test wants',
  severity: 'error',
  side: 'server',
  era: 'any',
  link: 'https://example.com',
  fix: 'Nothing.',
  checks: 'Whatever the test wants.',
  spares: 'Nobody.',
  follow: () => (exchange, report) => {
    seen.push(exchange.number);
    says(exchange.number, report);
  },
});

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  makeTables(db);
  clock = createHandClock();
  told = [];
  seen = [];
  says = () => undefined;
  judge = new Judge({ clock, rules: [watching], tell: (news) => told.push(news) });
});

afterEach(() => {
  judge.close();
  db.close();
});

function put(number: number, changes: Partial<Row> = {}): void {
  const values: ColumnValue[] = [];
  encodeRow(makeRow(number, { startedAt: 1_000 + number, durationMs: 1, ...changes }), 0, values);
  const marks = ROW_COLUMNS.map(() => '?').join(', ');
  db.prepare(`INSERT OR REPLACE INTO exchange (${ROW_COLUMNS.join(', ')}) VALUES (${marks})`).run(...values);
  db.prepare("INSERT OR REPLACE INTO main.request (exchange, head, body) VALUES (?, ?, x'')").run(
    number,
    HEAD,
  );
}

function file(live = true): JudgedFile {
  return { db, reader: createCaptureReader(db, live), live, followed: false };
}

it('sees what is in the file by end, then what ends, each once', () => {
  put(1, { startedAt: 100, durationMs: 500 });
  put(2, { startedAt: 200, durationMs: 10 });
  put(3, { state: 'open' });
  judge.start(file(), 3);
  // It ends while the file is still being looked through.
  put(4);
  judge.ended([{ number: 4, endedAt: 50 }]);
  clock.runAll();
  expect(seen).toEqual([2, 1, 4]);
  put(3);
  judge.ended([{ number: 3, endedAt: 900 }]);
  clock.runAll();
  expect(seen).toEqual([2, 1, 4, 3]);
  expect(judge.progress()).toMatchObject({ judged: 4, ended: 4 });
});

it('takes what is open in a file that nobody records for lost, and last', () => {
  put(1, { state: 'open' });
  put(2);
  judge.start(file(false), 2);
  clock.runAll();
  expect(seen).toEqual([2, 1]);
});

it('settles once all is judged that had ended, and not for what ends later', async () => {
  put(1);
  judge.start(file(), 1);
  const settled = judge.answer('settled', null);
  clock.runAll();
  expect(await settled).toMatchObject({ judged: 1, ended: 1 });
  put(2);
  judge.ended([{ number: 2, endedAt: 1 }]);
  let isSettled = false;
  const again = Promise.resolve(judge.answer('settled', null)).then(() => (isSettled = true));
  await Promise.resolve();
  expect(isSettled).toBe(false);
  clock.runAll();
  await again;
  expect(seen).toEqual([1, 2]);
});

it('says something of an earlier exchange, too, with its instance, and tells its row', () => {
  put(1, { instanceId: 'earlier' });
  put(2, { instanceId: 'later' });
  says = (number, report) => {
    if (number === 2) report({ message: 'That one was wrong.', on: 1 });
  };
  judge.start(file(), 2);
  clock.runAll();
  expect(judge.answer('groups', null)).toMatchObject({
    groups: [{ rule: 'test.watching', instances: { earlier: 1 }, first: 1, last: 1 }],
    names: { earlier: expect.any(String) as string, later: expect.any(String) as string },
  });
  const rows = told.flatMap((news) => news.rows);
  expect(rows).toMatchObject([{ number: 1, findings: { count: 1, rules: { 'test.watching': 1 } } }]);
  expect(judge.findings(1, 5)).toMatchObject([{ message: 'That one was wrong.' }]);
  expect(judge.complete([makeRow(1), makeRow(2)]).map(({ findings }) => findings?.count)).toEqual([
    1,
    undefined,
  ]);
});

it('counts an exchange once, however often a rule speaks of it', () => {
  put(1);
  put(2);
  says = (number, report) => {
    report({ message: 'One.' });
    report({ message: 'Two.' });
    if (number === 2) report({ message: 'And that.', on: 1 });
  };
  judge.start(file(), 2);
  clock.runAll();
  expect(judge.answer('groups', null)).toMatchObject({ groups: [{ count: 5, exchanges: 2 }] });
});

it('waits while the file is closed, and goes on where it was', () => {
  put(1);
  judge.start(file(), 1);
  judge.pause();
  clock.runAll();
  expect(seen).toEqual([]);
  judge.resume(file());
  clock.runAll();
  expect(seen).toEqual([1]);
});

it('passes over what cannot be read, and counts it as done', () => {
  put(1);
  put(2);
  put(3);
  db.exec(
    "UPDATE main.request SET head = '[]' WHERE exchange = 1; DELETE FROM main.request WHERE exchange = 2",
  );
  judge.start(file(), 3);
  clock.runAll();
  expect(seen).toEqual([3]);
  expect(judge.progress()).toMatchObject({ judged: 3, ended: 3 });
});

it('says nothing of a request that is too long to be read whole', () => {
  put(1);
  db.prepare('UPDATE main.request SET body = ? WHERE exchange = 1').run(new Uint8Array(4 * 1024 * 1024 + 1));
  judge.start(file(), 1);
  clock.runAll();
  expect(seen).toEqual([]);
  expect(judge.progress()).toMatchObject({ judged: 1 });
});

it('tells who waits that the capture is closed', async () => {
  put(1);
  judge.start(file(), 1);
  const settled = judge.answer('settled', null);
  judge.close();
  await expect(settled).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

it('does nothing before it is started, and nothing after it is closed', () => {
  put(1);
  judge.ended([{ number: 1, endedAt: 1 }]);
  expect(judge.complete([makeRow(1)])).toEqual([makeRow(1)]);
  judge.start(file(), 1);
  judge.close();
  clock.runAll();
  expect(seen).toEqual([]);
});
