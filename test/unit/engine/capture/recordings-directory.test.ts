import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  claimFile,
  findUnclosed,
  isAutomaticName,
  setAside,
} from '../../../../engine/capture/recordings-directory.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-test-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const AT = new Date(2026, 10, 23, 14, 12).getTime();

describe('names of recordings', () => {
  it('tell date and minute, and count on within one', () => {
    const inner = join(folder, 'made', 'here');
    expect([1, 2, 3].map(() => claimFile(inner, undefined, AT))).toEqual([
      join(inner, '2026-11-23-1412.hopscope'),
      join(inner, '2026-11-23-1412-2.hopscope'),
      join(inner, '2026-11-23-1412-3.hopscope'),
    ]);
    expect(readdirSync(inner).every(isAutomaticName)).toBe(true);
    expect(isAutomaticName('login.hopscope')).toBe(false);
  });

  it('never take the journal of a file that was moved away', () => {
    writeFileSync(join(folder, '2026-11-23-1412.hopscope-wal'), 'x');
    expect(claimFile(folder, undefined, AT)).toBe(join(folder, '2026-11-23-1412-2.hopscope'));
  });

  it('are the chosen ones, with the ending once, and refused when taken', () => {
    expect(claimFile(folder, 'login é', AT)).toBe(join(folder, 'login é.hopscope'));
    expect(claimFile(folder, 'b.hopscope', AT)).toBe(join(folder, 'b.hopscope'));
    expect(() => claimFile(folder, 'b', AT)).toThrow(expect.objectContaining({ code: 'CONFLICT' }) as Error);
  });

  it.each([
    '',
    '.',
    '..',
    '../x',
    'a/b',
    'a\\b',
    'a\u0000b',
    'a\nb',
    '.hidden',
    'x ',
    'C:x',
    'y'.repeat(121),
  ])('are refused: %j', (name) => {
    expect(() => claimFile(folder, name, AT)).toThrow(
      expect.objectContaining({ code: 'BAD_INPUT' }) as Error,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are told when no file can be made', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() => claimFile(join(folder, 'file', 'in'), undefined, AT)).toThrow(
      expect.objectContaining({ code: 'IO' }) as Error,
    );
  });
});

describe('what a crash left', () => {
  it('is found by its journal or its mode, newest first', () => {
    const header = (wal: boolean): Buffer => {
      const bytes = Buffer.alloc(200);
      bytes.write('SQLite format 3\0', 'latin1');
      bytes[18] = wal ? 2 : 1;
      bytes.writeUInt32BE(1, 60);
      bytes.writeUInt32BE(0x484f5053, 68);
      return bytes;
    };
    const put = (name: string, bytes: Buffer | string, at: number): void => {
      writeFileSync(join(folder, name), bytes);
      utimesSync(join(folder, name), at, at);
    };
    put('closed.hopscope', header(false), 5);
    put('mode.hopscope', header(true), 3);
    put('journal.hopscope', header(false), 1);
    put('journal.hopscope-wal', 'x', 4);
    put('text.hopscope', 'hello', 6);
    put('other.txt', header(true), 7);
    expect(findUnclosed(folder).map(({ name }) => name)).toEqual(['journal.hopscope', 'mode.hopscope']);
    expect(findUnclosed(join(folder, 'absent'))).toEqual([]);
  });

  it('is set aside as it is, its journal with it', () => {
    const path = join(folder, 'a.hopscope');
    writeFileSync(path, 'main');
    writeFileSync(`${path}-wal`, 'journal');
    const aside = setAside(path, Date.UTC(2026, 10, 23, 1, 2, 3));
    expect(aside).toBe(`${path}.damaged-2026-11-23T01-02-03-000Z`);
    expect(readFileSync(aside, 'utf8')).toBe('main');
    expect(readFileSync(`${aside}-wal`, 'utf8')).toBe('journal');
    expect(existsSync(path)).toBe(false);
  });
});
