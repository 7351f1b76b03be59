import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../engine/app-error.ts';
import { APPLICATION_ID, CURRENT_FORMAT, type CaptureFormat } from '../../../../engine/capture/format.ts';
import { openForReading, openForRecording } from '../../../../engine/capture/open-file.ts';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-test-'));
  path = join(folder, 'a.hopscope');
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const options = { format: CURRENT_FORMAT, program: 'Hopscope 0.1.0', now: Date.UTC(2026, 10, 23) };

function record(file = path, rows = 1): void {
  const open = openForRecording(file, options);
  for (let row = 0; row < rows; row += 1) insertRequest(open.db);
  open.close();
}

function insertRequest(db: DatabaseSync): void {
  db.prepare("INSERT INTO main.request (head, body) VALUES ('{}', x'')").run();
}

function countRequests(db: DatabaseSync): unknown {
  return db.prepare('SELECT count(*) AS n FROM request').get()?.['n'];
}

function refusal(open: () => unknown): AppError {
  try {
    open();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it was opened');
}

const NOW = String(CURRENT_FORMAT.version);

/** A later Hopscope's format: one more step. */
const NEXT: CaptureFormat = {
  version: CURRENT_FORMAT.version + 1,
  migrations: [
    ...CURRENT_FORMAT.migrations,
    "ALTER TABLE main.request ADD COLUMN note TEXT NOT NULL DEFAULT 'old'",
  ],
};

describe('a recording', () => {
  it('says what it is from its first moment on', () => {
    const open = openForRecording(path, options);
    const killed = join(folder, 'killed.hopscope');
    copyFileSync(path, killed);
    expect(readFileSync(killed).readUInt32BE(68)).toBe(APPLICATION_ID);
    expect(readFileSync(killed).readUInt32BE(60)).toBe(CURRENT_FORMAT.version);
    expect(open.db.prepare('SELECT key, value FROM meta').all()).toEqual([
      { key: 'created_at', value: '2026-11-23T00:00:00.000Z' },
      { key: 'program', value: 'Hopscope 0.1.0' },
      { key: 'recorded_by', value: 'Hopscope 0.1.0' },
    ]);
    open.close();
  });

  it('is one file when it is closed, and can be continued', () => {
    record();
    expect(readdirSync(folder)).toEqual(['a.hopscope']);
    const again = openForRecording(path, options);
    expect(countRequests(again.db)).toBe(1);
    insertRequest(again.db);
    again.close();
    const read = openForReading(path, CURRENT_FORMAT);
    expect(countRequests(read.db)).toBe(2);
    read.close();
    expect(readdirSync(folder)).toEqual(['a.hopscope']);
  });

  it('is held alone: neither a second recorder nor a reader gets in', () => {
    const open = openForRecording(path, options);
    insertRequest(open.db);
    for (const refused of [
      refusal(() => openForRecording(path, options)),
      refusal(() => openForReading(path, CURRENT_FORMAT)),
    ]) {
      expect(refused.code).toBe('CONFLICT');
      expect(refused.message).toContain('a.hopscope is in use by another Hopscope');
    }
    insertRequest(open.db);
    expect(countRequests(open.db)).toBe(2);
    open.close();
  });
});

describe('opening a file', () => {
  it('does not change a byte of it', () => {
    record();
    const before = readFileSync(path);
    const open = openForReading(path, CURRENT_FORMAT);
    expect(() => {
      insertRequest(open.db);
    }).toThrow(/readonly/);
    open.close();
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder)).toEqual(['a.hopscope']);
  });

  it('reads what a crash left in the journal, and folds it in when it is closed', () => {
    const crashed = join(folder, 'crashed.hopscope');
    const open = openForRecording(path, options);
    for (let row = 0; row < 100; row += 1) insertRequest(open.db);
    copyFileSync(path, crashed);
    copyFileSync(`${path}-wal`, `${crashed}-wal`);
    open.close();
    const before = readFileSync(crashed);
    const read = openForReading(crashed, CURRENT_FORMAT);
    expect(countRequests(read.db)).toBe(100);
    expect(() => {
      insertRequest(read.db);
    }).toThrow(/readonly/);
    expect(readFileSync(crashed).equals(before)).toBe(true);
    read.close();
    expect(readdirSync(folder).sort()).toEqual(['a.hopscope', 'crashed.hopscope']);
    const again = openForReading(crashed, CURRENT_FORMAT);
    expect(countRequests(again.db)).toBe(100);
    again.close();
  });

  it('reads a file in WAL mode that lost its journal without making one', () => {
    const lone = join(folder, 'lone.hopscope');
    const open = openForRecording(path, options);
    open.db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    copyFileSync(path, lone);
    open.close();
    const read = openForReading(lone, CURRENT_FORMAT);
    expect(countRequests(read.db)).toBe(0);
    read.close();
    expect(readdirSync(folder).sort()).toEqual(['a.hopscope', 'lone.hopscope']);
  });

  it.each([
    ['an empty file', Buffer.alloc(0), 'is empty'],
    ['a text file', Buffer.from('hello\n'.repeat(100)), 'does not begin as an SQLite file'],
    ['half a header', Buffer.from('SQLite format 3\0\x10\0'), 'does not begin as an SQLite file'],
  ])('refuses %s and leaves it as it is', (_, content, sentence) => {
    writeFileSync(path, content);
    const refused = refusal(() => openForReading(path, CURRENT_FORMAT));
    expect(refused.code).toBe('UNREADABLE');
    expect(refused.message).toContain(`a.hopscope`);
    expect(refused.message).toContain(sentence);
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('refuses what is not there, and a folder', () => {
    expect(refusal(() => openForReading(path, CURRENT_FORMAT)).code).toBe('NOT_FOUND');
    expect(refusal(() => openForReading(folder, CURRENT_FORMAT)).code).toBe('UNREADABLE');
  });

  it("refuses another program's database", () => {
    const db = new DatabaseSync(path);
    db.exec('CREATE TABLE t (a)');
    db.close();
    expect(refusal(() => openForReading(path, CURRENT_FORMAT)).message).toContain('of another program');
    expect(refusal(() => openForRecording(path, options)).code).toBe('UNREADABLE');
  });

  it('refuses a newer format and names both versions', () => {
    openForRecording(path, { ...options, format: NEXT }).close();
    const before = readFileSync(path);
    const refused = refusal(() => openForReading(path, CURRENT_FORMAT));
    expect(refused.code).toBe('UNREADABLE');
    expect(refused.message).toBe(
      `a.hopscope has format version ${String(NEXT.version)}; this Hopscope reads up to version ${NOW}. Open it with a newer Hopscope.`,
    );
    expect(refusal(() => openForRecording(path, options)).code).toBe('UNREADABLE');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it.each([
    'CREATE VIEW extra AS SELECT 1',
    'CREATE TRIGGER t AFTER INSERT ON meta BEGIN SELECT 1; END',
    'DROP TABLE event; CREATE VIEW event AS WITH RECURSIVE e(n) AS (SELECT 1 UNION ALL SELECT n FROM e) SELECT n FROM e',
    'ALTER TABLE chunk DROP COLUMN at_ms',
  ])('refuses tables that are not ours: %s', (change) => {
    record();
    const db = new DatabaseSync(path);
    db.exec(change);
    db.close();
    const refused = refusal(() => openForReading(path, CURRENT_FORMAT));
    expect(refused.code).toBe('UNREADABLE');
    expect(refused.message).toContain('its tables are not those of a capture');
  });
});

describe('migration', () => {
  it('lifts an old file step by step, and keeps the old one beside it', () => {
    record(path, 3);
    const open = openForReading(path, NEXT);
    expect(open.db.prepare('SELECT DISTINCT note FROM main.request').all()).toEqual([{ note: 'old' }]);
    expect(countRequests(open.db)).toBe(3);
    open.close();
    expect(readFileSync(path).readUInt32BE(60)).toBe(NEXT.version);
    expect(readdirSync(folder).sort()).toEqual(['a.hopscope', `a.hopscope.v${NOW}-backup`]);
    const backup = openForReading(`${path}.v${NOW}-backup`, CURRENT_FORMAT);
    expect(countRequests(backup.db)).toBe(3);
    backup.close();
  });

  // Windows has no such modes.
  it.skipIf(process.platform === 'win32')('keeps the old file for its user alone', () => {
    record();
    openForReading(path, NEXT).close();
    expect(statSync(`${path}.v${NOW}-backup`).mode & 0o777).toBe(0o600);
  });

  it('leaves the file at its version when a step fails', () => {
    record(path, 3);
    const broken: CaptureFormat = {
      version: NEXT.version + 1,
      migrations: [...NEXT.migrations, 'CREATE TABLE half (a); SELECT no_such_column FROM request;'],
    };
    expect(() => openForReading(path, broken)).toThrow();
    const open = openForReading(path, CURRENT_FORMAT);
    expect(countRequests(open.db)).toBe(3);
    open.close();
    expect(existsSync(`${path}-journal`)).toBe(false);
    // A copy of what was not changed is none that anybody needs.
    expect(readdirSync(folder)).toEqual(['a.hopscope']);
  });

  it('keeps what has the name of the backup already, and says where its own is', () => {
    record();
    writeFileSync(`${path}.v${NOW}-backup`, 'kept');
    const open = openForReading(path, NEXT);
    open.close();
    expect(readFileSync(`${path}.v${NOW}-backup`, 'utf8')).toBe('kept');
    expect(open.migrated).toEqual({ from: CURRENT_FORMAT.version, backup: `${path}.v${NOW}-backup-2` });
    expect(readFileSync(`${path}.v${NOW}-backup-2`).readUInt32BE(60)).toBe(CURRENT_FORMAT.version);
  });

  it('needs room for the copy: without, the file stays as it is, and that is said', () => {
    record();
    const before = readFileSync(path);
    // A folder in the copy's place: neither can it be written, nor removed as the rest of an earlier attempt.
    mkdirSync(join(`${path}.v${NOW}-backup.part`, 'in the way'), { recursive: true });
    const refused = refusal(() => openForReading(path, NEXT));
    expect(refused.code).toBe('IO');
    expect(refused.message).toContain('It was left as it is.');
    expect(readFileSync(path).equals(before)).toBe(true);
  });
});
