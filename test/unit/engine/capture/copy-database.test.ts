import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { copyTo } from '../../../../engine/capture/copy-database.ts';

let folder: string;
let db: DatabaseSync;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-test-'));
  db = new DatabaseSync(join(folder, 'source'));
  db.exec('PRAGMA journal_mode = WAL; CREATE TABLE t (a); INSERT INTO t VALUES (1)');
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true });
});

function countIn(path: string): unknown {
  const copy = new DatabaseSync(path, { readOnly: true });
  try {
    return copy.prepare('SELECT count(*) AS n FROM t').get()?.['n'];
  } finally {
    copy.close();
  }
}

it('begins again when its first step meets a write', async () => {
  const path = join(folder, 'copy');
  db.exec('BEGIN IMMEDIATE; INSERT INTO t VALUES (2)');
  let settled = false;
  const copying = copyTo(db, path).finally(() => (settled = true));
  for (let turn = 0; turn < 20; turn += 1) await nextTurn();
  expect(settled).toBe(false);
  db.exec('COMMIT');
  await copying;
  expect(countIn(path)).toBe(2);
  // One file: not in WAL mode.
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy']);
});

it('rejects when the copy cannot be written', async () => {
  await expect(copyTo(db, join(folder, 'absent', 'copy'))).rejects.toThrow(/unable to open/);
});
