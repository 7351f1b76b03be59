import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  fingerprintOutputs,
  fingerprintSources,
  judgeBuild,
  listFiles,
  readStamp,
  writeStamp,
} from '../../../build/freshness.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'hopscope-freshness-'));
  mkdirSync(path.join(root, 'engine', 'protocol'), { recursive: true });
  writeFileSync(path.join(root, 'engine', 'a.ts'), 'a');
  writeFileSync(path.join(root, 'engine', 'protocol', 'b.ts'), 'b');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('judgeBuild', () => {
  const stamp = { sources: 's', outputs: { 'web.js': '1' } };
  it.each([
    ['fresh', stamp, 's', { 'web.js': '1', 'left-over.js': '2' }],
    ['unbuilt', undefined, 's', {}],
    ['changed', stamp, 't', { 'web.js': '1' }],
    ['damaged', stamp, 's', {}],
    ['damaged', stamp, 's', { 'web.js': 'cut' }],
  ] as const)('%s', (verdict, held, sources, outputs) => {
    expect(judgeBuild(held, sources, outputs)).toBe(verdict);
  });
});

describe('fingerprintSources', () => {
  const print = () => fingerprintSources(root, ['engine', 'package.json']);

  it('stays where only times change, as after a checkout', () => {
    const before = print();
    utimesSync(path.join(root, 'engine', 'a.ts'), 1, 1);
    expect(print()).toBe(before);
  });

  it('changes with a content, a name, and a file that appears', () => {
    const seen = new Set([print()]);
    writeFileSync(path.join(root, 'engine', 'a.ts'), 'A');
    seen.add(print());
    renameSync(path.join(root, 'engine', 'a.ts'), path.join(root, 'engine', 'c.ts'));
    seen.add(print());
    writeFileSync(path.join(root, 'package.json'), '{}');
    seen.add(print());
    expect(seen.size).toBe(4);
  });
});

describe('fingerprintOutputs', () => {
  it('sees a changed byte in a program, and a cut source map', () => {
    const folder = path.join(root, 'dist');
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'web.js'), 'one');
    writeFileSync(path.join(folder, 'web.js.map'), 'map');
    const before = fingerprintOutputs(folder);
    writeFileSync(path.join(folder, 'web.js'), 'two');
    writeFileSync(path.join(folder, 'web.js.map'), 'm');
    const after = fingerprintOutputs(folder);
    expect(Object.keys(after)).toEqual(['web.js', 'web.js.map']);
    expect(after['web.js']).not.toBe(before['web.js']);
    expect(after['web.js.map']).not.toBe(before['web.js.map']);
  });

  it('is empty for a folder that is not there', () => {
    expect(fingerprintOutputs(path.join(root, 'nowhere'))).toEqual({});
  });
});

describe('listFiles', () => {
  it('lists sorted, below the root, with forward slashes', () => {
    expect(listFiles(root, 'engine')).toEqual(['engine/a.ts', 'engine/protocol/b.ts']);
    expect(listFiles(root, 'engine/a.ts')).toEqual(['engine/a.ts']);
  });
});

describe('a stamp', () => {
  it('comes back as it was written', () => {
    const file = path.join(root, 'dist', '.stamps', 'web.json');
    writeStamp(file, { sources: 's', outputs: { a: '1' } });
    expect(readStamp(file)).toEqual({ sources: 's', outputs: { a: '1' } });
  });

  it.each(['', '{', 'null', '{}', '{"sources":1,"outputs":{}}', '{"sources":"s","outputs":null}'])(
    'counts as none where it is damaged: %j',
    (text) => {
      const file = path.join(root, 'stamp.json');
      writeFileSync(file, text);
      expect(readStamp(file)).toBeUndefined();
    },
  );
});
