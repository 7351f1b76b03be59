import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  readRedactionNote,
  writeRedactionNote,
} from '../../../../../engine/capture/redacting/redaction-note.ts';
import { DEFAULT_REDACTION_RULES } from '../../../../../shared/model/redaction.ts';

const RULES = { ...DEFAULT_REDACTION_RULES, patterns: ['my-secret-.*'], keys: ['pin'], keep: ['code'] };
const COUNTS = { secrets: 2, times: 7, exchanges: 3, blanked: 1 };

let db: DatabaseSync;
beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec('CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL); CREATE TABLE exchange (number)');
});
afterEach(() => {
  db.close();
});

function recorded(): void {
  db.exec('INSERT INTO exchange VALUES (1)');
}

function noted(): unknown {
  const value = db.prepare("SELECT value FROM meta WHERE key = 'redaction'").get()?.['value'];
  return value === undefined ? undefined : JSON.parse(String(value));
}

describe('what a capture says of its redaction', () => {
  it('is nothing where it was recorded as it was', () => {
    expect(writeRedactionNote(db, {})).toBeUndefined();
    expect(noted()).toBeUndefined();
  });

  it('is there from the beginning, and counts at the end, without the rules themselves', () => {
    expect(writeRedactionNote(db, { rules: RULES })).toBe('recorded');
    recorded();
    expect(writeRedactionNote(db, { rules: RULES, counts: COUNTS })).toBe('recorded');
    expect(noted()).toEqual({ whileRecording: 'all', ...COUNTS, off: [], own: 2, kept: 1 });
    expect(JSON.stringify(noted())).not.toContain('my-secret');
  });

  it('adds what is replaced where it is continued', () => {
    writeRedactionNote(db, { rules: RULES });
    recorded();
    writeRedactionNote(db, { rules: RULES, counts: COUNTS });
    expect(writeRedactionNote(db, { rules: RULES })).toBe('recorded');
    writeRedactionNote(db, { rules: RULES, counts: COUNTS });
    expect(noted()).toMatchObject({ times: 14, secrets: 4 });
  });

  it('is that a part may hold secrets where it was, or is, recorded without', () => {
    recorded();
    expect(writeRedactionNote(db, { rules: RULES })).toBe('partly');
    db.exec('DELETE FROM meta');
    db.exec('DELETE FROM exchange');
    writeRedactionNote(db, { rules: RULES });
    recorded();
    expect(writeRedactionNote(db, {})).toBe('partly');
    // That does not change any more.
    expect(writeRedactionNote(db, { rules: RULES })).toBe('partly');
  });

  it('is that it is a copy, whatever else a stranger wrote there', () => {
    const set = db.prepare("INSERT OR REPLACE INTO meta VALUES ('redaction', ?)");
    for (const value of ['{"secrets":1}', 'none', '7', '{"whileRecording":8}']) {
      set.run(value);
      expect(readRedactionNote(db)).toBe('copied');
    }
    recorded();
    expect(writeRedactionNote(db, { rules: RULES })).toBe('recorded');
  });
});
