import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { endOf, inOrderOfEnd, scanEnds } from '../../../../../engine/capture/judging/end-order.ts';

it('sorts by end, the lost ones last, and at one moment by number', () => {
  const ended = [
    { number: 1, endedAt: endOf(100, 50) },
    { number: 2, endedAt: endOf(110, 10) },
    { number: 3, endedAt: endOf(90, undefined) },
    { number: 5, endedAt: endOf(120, 30) },
    { number: 4, endedAt: endOf(130, 20) },
  ];
  expect(inOrderOfEnd(ended)).toEqual([2, 1, 4, 5, 3]);
});

function file(): DatabaseSync {
  const db = new DatabaseSync(':memory:');
  db.exec(`CREATE TABLE exchange (number INTEGER PRIMARY KEY, started_at REAL, duration_ms REAL, state TEXT,
    event_count INTEGER, finding_count INTEGER)`);
  const add = db.prepare('INSERT INTO exchange VALUES (?, ?, ?, ?, ?, ?)');
  for (let number = 1; number <= 2_500; number += 1) add.run(number, 1_000 - number, 5, 'done', 1, 0);
  add.run(2_501, 0, null, 'open', 3, 1);
  add.run(2_502, 0, null, 'open', 0, 0);
  return db;
}

it('finds in pages what has ended, and what goes on', () => {
  const db = file();
  const scan = scanEnds(db, { last: 2_502, live: true, except: new Set([7]) });
  let pages = 1;
  while (scan.next()) pages += 1;
  expect(pages).toBe(3);
  expect(scan.found).toHaveLength(2_499);
  expect(scan.found[0]).toEqual({ number: 1, endedAt: 1_004 });
  expect(scan.growing).toEqual([{ number: 2_501, size: 4 }]);
  db.close();
});

it('takes what is open in a file that nobody records for ended, and stops where it is told to', () => {
  const db = file();
  const scan = scanEnds(db, { last: 2_501, live: false, except: new Set() });
  while (scan.next());
  expect(scan.found.at(-1)).toEqual({ number: 2_501, endedAt: Infinity });
  expect(scan.growing).toEqual([]);
  db.close();
});
