import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CURRENT_FORMAT } from '../../../../../engine/capture/format.ts';
import { openForReading, openForRecording } from '../../../../../engine/capture/open-file.ts';
import { salvage } from '../../../../../engine/capture/salvage/salvage.ts';
import type { SalvageReport } from '../../../../../shared/model/salvage.ts';
import { damaged, readWhole } from '../../../../support/scale-bench/damage.ts';
import { makeDay } from '../../../../support/scale-bench/day-traffic.ts';

const EXCHANGES = 400;
const PAGE = 16_384;
/** Seeds of the fuzz: `npm test` takes these, test/fuzz/captures.ts as many as wanted. */
const FUZZED = 40;

let folder: string;
let good: Buffer;
let path: string;
let into: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-test-'));
  path = join(folder, 'damaged.hopscope');
  into = join(folder, 'salvaged.hopscope');
  makeDay({ path, exchanges: EXCHANGES, bodyBytes: 2_400 });
  good = readFileSync(path);
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function salvaged(damage: (bytes: Buffer) => Buffer): SalvageReport {
  for (const file of [path, into, `${path}-wal`]) rmSync(file, { force: true });
  const bytes = damage(Buffer.from(good));
  writeFileSync(path, bytes);
  const report = salvage(path, into, { program: 'test', now: 0 });
  // It is only read.
  expect(readFileSync(path).equals(bytes)).toBe(true);
  return report;
}

function wholeFile(): ReturnType<typeof readWhole> {
  const whole = join(folder, 'whole.hopscope');
  writeFileSync(whole, good);
  return readWhole(whole);
}

const NOTHING_LOST = {
  ...{ exchanges: EXCHANGES, rebuilt: 0, incomplete: 0, lost: 0, lostBytes: 0 },
  ...{ unreadableBytes: 0, unreadableRecords: 0 },
};

describe('a damaged capture', () => {
  it.each([
    ['that is whole', (bytes: Buffer) => bytes],
    ['whose first page is zero', (bytes: Buffer) => bytes.fill(0, 0, PAGE)],
    ['with a header that says something else', (bytes: Buffer) => bytes.fill('x', 0, 100)],
  ])('%s loses nothing', (_, damage) => {
    expect(salvaged(damage)).toEqual(NOTHING_LOST);
    expect(readWhole(into)).toEqual(wholeFile());
  });

  it('that was cut gives what is left, and counts what is known to be gone', () => {
    const kept = Math.floor((good.length / PAGE) * 0.6);
    const report = salvaged((bytes) => bytes.subarray(0, PAGE * kept + 5_000));
    expect(report.exchanges).toBeGreaterThan(50);
    // Requests lie close together, so that of most exchanges more than their number is left.
    expect(report.incomplete + report.lost).toBeGreaterThan(EXCHANGES / 4);
    expect(report.incomplete + report.lost).toBeLessThan(EXCHANGES);
    expect(report.unreadableBytes).toBe((good.length / PAGE - kept) * PAGE);
    const whole = wholeFile();
    const { numbers, bodies, total } = readWhole(into);
    expect(numbers).toHaveLength(report.exchanges);
    expect(total).toBe(report.exchanges);
    for (const [number, body] of bodies) expect(whole.bodies.get(number)?.startsWith(body)).toBe(true);
  });

  it('tells rows anew that are lost from what the exchanges carried', () => {
    // Which pages hold the rows: where all the method names stand.
    const pages = Array.from({ length: good.length / PAGE }, (_, index) => index).filter(
      (index) => index > 0 && good.subarray(index * PAGE, (index + 1) * PAGE).includes('i-alpha'),
    );
    const page = pages[1] ?? 0;
    const report = salvaged((bytes) => bytes.fill(0, page * PAGE, (page + 1) * PAGE));
    expect(report.rebuilt).toBeGreaterThan(20);
    expect([report.exchanges, report.lost, report.incomplete]).toEqual([EXCHANGES, 0, 0]);
    expect(report.unreadableBytes).toBe(PAGE);
    const whole = join(folder, 'whole.hopscope');
    writeFileSync(whole, good);
    const columns =
      'number, origin, instance_id, instance_name, era, method, name, state, status, request_bytes, response_bytes, event_count';
    const rowsOf = (file: string): unknown[] => {
      const db = new DatabaseSync(file, { readOnly: true });
      const rows = db.prepare(`SELECT ${columns} FROM exchange WHERE era = 'modern' ORDER BY number`).all();
      db.close();
      return rows;
    };
    const byNumber = new Map(rowsOf(whole).map((row) => [(row as { number: number }).number, row]));
    // The bench's legacy exchanges send the headers of the modern era.
    for (const row of rowsOf(into)) {
      const { number } = row as { number: number };
      if (byNumber.has(number)) expect(row).toEqual(byNumber.get(number));
    }
  });

  it('marks exchanges whose JSON is broken, and keeps the rest of them', () => {
    const bare = join(folder, 'json.hopscope');
    writeFileSync(bare, good);
    const db = new DatabaseSync(bare);
    db.exec(`UPDATE main.request SET head = '{"url":' WHERE exchange = 3;
      UPDATE main.answer SET ending = 'null' WHERE exchange = 4; UPDATE main.answer SET head = '[]' WHERE exchange = 5;
      UPDATE exchange SET state = 'elsewhere' WHERE number = 6;`);
    db.close();
    const report = salvaged(() => readFileSync(bare));
    expect(report).toMatchObject({ exchanges: EXCHANGES, rebuilt: 1, lost: 0, unreadableRecords: 4 });
    const file = openForReading(into, CURRENT_FORMAT);
    const parts = file.db
      .prepare('SELECT number, missing_parts FROM exchange WHERE missing_parts IS NOT NULL')
      .all();
    expect(parts).toEqual([
      { number: 3, missing_parts: 'request-headers' },
      { number: 5, missing_parts: 'response-headers' },
    ]);
    expect(file.db.prepare('SELECT length(body) > 0 AS kept FROM request WHERE exchange = 3').get()).toEqual({
      kept: 1,
    });
    file.close();
    expect(readWhole(into).numbers).toHaveLength(EXCHANGES);
  });

  it('empties what named a piece that is lost, and keeps what named others', () => {
    const bare = join(folder, 'pieces.hopscope');
    writeFileSync(bare, good);
    const db = new DatabaseSync(bare);
    const naming = (table: string): number[] =>
      db
        .prepare(`SELECT exchange FROM ${table} WHERE head_piece = (SELECT max(head_piece) FROM ${table})`)
        .all()
        .map(({ exchange }) => Number(exchange));
    const [requests, answers] = [naming('request'), naming('answer')];
    db.exec(`DELETE FROM piece WHERE id IN ((SELECT max(head_piece) FROM request), (SELECT max(head_piece) FROM answer));
      DELETE FROM chunk WHERE exchange = 7`);
    db.close();
    const report = salvaged(() => readFileSync(bare));
    expect(requests.length).toBeGreaterThan(0);
    expect(answers.length).toBeGreaterThan(0);
    expect(report).toMatchObject({
      ...{ exchanges: EXCHANGES, rebuilt: 0, lost: 0 },
      unreadableRecords: requests.length + answers.length,
    });
    const file = openForReading(into, CURRENT_FORMAT);
    const parts = new Map(
      file.db
        .prepare('SELECT number, missing_parts FROM exchange WHERE missing_parts IS NOT NULL')
        .all()
        .map(({ number, missing_parts: lacks }) => [Number(number), String(lacks).split(',')]),
    );
    file.close();
    const lacking = (part: string): number[] =>
      [...parts].filter(([, lacks]) => lacks.includes(part)).map(([number]) => number);
    expect(lacking('request-headers')).toEqual(requests);
    expect(lacking('response-headers')).toEqual(answers);
    expect(lacking('request-body')).toEqual([7]);
    expect(readWhole(into).numbers).toHaveLength(EXCHANGES);
  });

  it('keeps the body of a request whose first chunk cannot be kept', () => {
    const bare = join(folder, 'spans.hopscope');
    writeFileSync(bare, good);
    const db = new DatabaseSync(bare);
    const wire = db.prepare('SELECT request FROM chunk WHERE exchange = 8').get()?.['request'] as Uint8Array;
    const at = Number(db.prepare('SELECT body_at FROM request WHERE exchange = 8').get()?.['body_at']);
    db.exec("UPDATE chunk SET spans = '[9,9]' WHERE exchange = 8");
    db.close();
    salvaged(() => readFileSync(bare));
    const file = openForReading(into, CURRENT_FORMAT);
    expect(file.db.prepare('SELECT count(*) AS n FROM chunk WHERE exchange = 8').get()).toEqual({ n: 0 });
    const { body } = file.db.prepare('SELECT body FROM request WHERE exchange = 8').get() ?? {};
    file.close();
    expect(body).toEqual(wire.slice(at));
    expect(wire.length - at).toBeGreaterThan(50);
  });

  it('takes in what stands in the journal alone', () => {
    const live = join(folder, 'live.hopscope');
    rmSync(live, { force: true });
    const file = openForRecording(live, { format: CURRENT_FORMAT, program: 'test', now: 0 });
    file.db.exec(
      "INSERT INTO main.request (exchange, head, body) SELECT value, '{}', x'00' FROM json_each('[1,2,3]')",
    );
    copyFileSync(live, path);
    copyFileSync(`${live}-wal`, `${path}-wal`);
    file.close();
    rmSync(into, { force: true });
    // The heads are no heads: three rows are made of what is left, which is nothing but their numbers.
    const report = salvage(path, into, { program: 'test', now: 0 });
    expect(report).toMatchObject({ exchanges: 3, rebuilt: 3, incomplete: 3, unreadableRecords: 3 });
  });

  it('that is none is refused, and leaves nothing behind', () => {
    expect(() => salvaged(() => Buffer.from('hello '.repeat(50_000)))).toThrow(
      'Nothing of a capture could be found in damaged.hopscope.',
    );
    expect(() => salvaged(() => Buffer.alloc(0))).toThrow('Nothing of a capture');
  });

  it.each(Array.from({ length: FUZZED }, (_, seed) => seed + 1))(
    'gives what can be read, seed %i',
    (seed) => {
      let report: SalvageReport;
      try {
        report = salvaged((bytes) => damaged(bytes, seed));
      } catch (error) {
        expect(error).toMatchObject({ code: 'UNREADABLE' });
        return;
      }
      const { numbers, total } = readWhole(into);
      expect(numbers).toHaveLength(report.exchanges);
      expect(total).toBe(report.exchanges);
    },
  );
});
