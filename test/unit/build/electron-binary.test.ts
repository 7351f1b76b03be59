import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { executableName, findElectron, firstReason } from '../../../build/electron-binary.mjs';

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(path.join(os.tmpdir(), 'hopscope-electron-binary-'));
  folder = path.join(root, 'node_modules', 'electron');
  mkdirSync(path.join(folder, 'dist'), { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), '{"version":"45.4.1"}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function putBinary(): string {
  const binary = path.join(folder, 'dist', 'electron');
  writeFileSync(binary, '');
  return binary;
}

describe('findElectron', () => {
  it('finds none in the package as npm brings it', () => {
    expect(findElectron(root, {})).toBeUndefined();
  });

  it('finds what the installer left', () => {
    const binary = putBinary();
    writeFileSync(path.join(folder, 'dist', 'version'), 'v45.4.1');
    writeFileSync(path.join(folder, 'path.txt'), 'electron');
    expect(findElectron(root, {})).toBe(binary);
  });

  it('takes half an installation for none', () => {
    putBinary();
    writeFileSync(path.join(folder, 'dist', 'version'), '45.4.1');
    expect(findElectron(root, {})).toBeUndefined(); // path.txt comes last
    writeFileSync(path.join(folder, 'path.txt'), 'electron');
    writeFileSync(path.join(folder, 'dist', 'version'), '44.0.0');
    expect(findElectron(root, {})).toBeUndefined();
  });

  it('takes another copy where it is told to, and only if it is there', () => {
    const other = path.join(root, 'other');
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: other })).toBeUndefined();
    const binary = path.join(other, executableName(process.platform));
    mkdirSync(path.dirname(binary), { recursive: true });
    writeFileSync(binary, '');
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: other })).toBe(binary);
  });
});

describe('firstReason', () => {
  it("picks the line that tells, without the error's class", () => {
    const output = '\nsome progress\nRequestError: getaddrinfo ENOTFOUND github.com\n    at x.js:1';
    expect(firstReason(output)).toBe('getaddrinfo ENOTFOUND github.com');
  });

  it('says so where there is none', () => {
    expect(firstReason('\n \n')).toBe('the installer gave no reason');
  });
});
