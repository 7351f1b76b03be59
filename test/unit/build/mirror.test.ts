import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  doesSomething,
  pureSourcesWithoutTest,
  subjectsOf,
  testsWithoutSource,
} from '../../support/mirror.ts';

const repository = fileURLToPath(new URL('../../..', import.meta.url));

describe('the tests of this repository', () => {
  it('each have a source file of their name', () => {
    expect(testsWithoutSource(repository)).toEqual([]);
  });

  it('leave no pure source file out', () => {
    expect(pureSourcesWithoutTest(repository)).toEqual([]);
  });
});

describe('the comparison', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(os.tmpdir(), 'hopscope-mirror-'));
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function put(file: string, text: string): void {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }

  it('finds a test without its source, and a pure source without its test', () => {
    put('engine/protocol/tested.ts', 'export const f = () => 1;');
    put('test/unit/engine/protocol/tested.test.ts', '');
    put('engine/protocol/untested.ts', 'export const f = () => 1;');
    put('engine/transport/elsewhere.ts', 'export const f = () => 1;');
    put('shared/words.ts', 'export type F = () => void;');
    put('test/unit/engine/protocol/renamed.test.ts', '');
    expect(testsWithoutSource(root)).toEqual(['test/unit/engine/protocol/renamed.test.ts']);
    expect(pureSourcesWithoutTest(root)).toEqual(['engine/protocol/untested.ts']);
  });

  it('looks for a source of any kind', () => {
    expect(subjectsOf('test/unit/renderer/ui/part.test.tsx')).toContain('renderer/ui/part.tsx');
    expect(subjectsOf('test/unit/build/say.test.ts')).toContain('build/say.mjs');
  });

  it.each([
    ['/** f => 1 */ export interface A { f: () => void }', false],
    ['export const limits = { a: 1 };', false],
    ['export const f = (a: number): number => a;', true],
    ['export function f(): void {}', true],
  ])('asks for a test where there is something to do: %s', (text, expected) => {
    expect(doesSomething(text)).toBe(expected);
  });
});
