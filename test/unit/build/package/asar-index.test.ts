import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { listArchive, readArchived } from '../../../../build/package/asar-index.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-asar-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** An archive by the book: sizes, the index, padded to four bytes, the contents. */
function archive(index: unknown, contents: string): string {
  const text = Buffer.from(JSON.stringify(index));
  const padded = Math.ceil(text.length / 4) * 4;
  const head = Buffer.alloc(16 + padded);
  head.writeUInt32LE(4, 0);
  head.writeUInt32LE(8 + padded, 4);
  head.writeUInt32LE(4 + padded, 8);
  head.writeUInt32LE(text.length, 12);
  text.copy(head, 16);
  const file = join(folder, 'app.asar');
  writeFileSync(file, Buffer.concat([head, Buffer.from(contents)]));
  return file;
}

it('lists the files of all folders and reads one', () => {
  const file = archive(
    {
      files: {
        'z.json': { size: 2, offset: '3' },
        a: { files: { 'b.js': { size: 3, offset: '0', integrity: { hash: 'h' } } } },
        n: { files: { 'c.node': { size: 9, unpacked: true } } },
      },
    },
    'abc{}',
  );
  const listed = listArchive(file);
  expect(listed.map(({ path, bytes, unpacked, hashed }) => ({ path, bytes, unpacked, hashed }))).toEqual([
    { path: 'a/b.js', bytes: 3, unpacked: false, hashed: true },
    { path: 'n/c.node', bytes: 9, unpacked: true, hashed: false },
    { path: 'z.json', bytes: 2, unpacked: false, hashed: false },
  ]);
  const [script, outside, last] = listed;
  if (!script || !outside || !last) throw new Error('three were listed');
  expect([readArchived(file, script).toString(), readArchived(file, last).toString()]).toEqual(['abc', '{}']);
  expect(() => readArchived(file, outside)).toThrow('beside it');
});

it('refuses an archive that is cut', () => {
  const file = join(folder, 'cut.asar');
  writeFileSync(file, 'short');
  expect(() => listArchive(file)).toThrow('cut');
});
