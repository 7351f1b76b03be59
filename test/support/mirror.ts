import { readFileSync } from 'node:fs';
import path from 'node:path';
import { stripTypeScriptTypes } from 'node:module';
import { listFiles } from '../../build/freshness.mjs';

/** Unit tests whose subject is no source file, and what it is instead. */
const subjectsElsewhere: Readonly<Record<string, string>> = {
  'test/unit/build/import-rules.test.ts': '.dependency-cruiser.mjs',
  'test/unit/build/runtime-walls.test.ts': 'build/tsconfig.base.json',
  'test/unit/build/mirror.test.ts': 'test/support/mirror.ts',
  'test/unit/build/workflows.test.ts': 'build/test.mjs',
  'test/unit/engine/lint/fuzz.test.ts': 'engine/lint/linter.ts',
  'test/unit/engine/lint/memory.test.ts': 'engine/lint/linter.ts',
  'test/unit/engine/replay/diff/observations-model.test.ts': 'engine/replay/diff/observations.ts',
};

/** Code without I/O: here nothing excuses a missing unit test. Elsewhere an integration test may be the better one. */
const pureFolders = [
  'shared',
  'engine/protocol',
  'engine/lint',
  'engine/trackers',
  'engine/replay/plan',
  'engine/replay/schedules',
  'engine/replay/diff',
  'engine/replay/prove',
  'engine/replay/report',
  'engine/replay/eras',
  'engine/gateway/routing',
  'engine/gateway/explain',
  'engine/gateway/export',
];

const productFolders = ['shared', 'engine', 'electron', 'web', 'cli', 'demo', 'renderer'];

const sourceEndings = ['.ts', '.tsx', '.mjs'];

/** The files in which a unit test may find its subject. Pure. */
export function subjectsOf(test: string): string[] {
  const elsewhere = subjectsElsewhere[test];
  if (elsewhere !== undefined) return [elsewhere];
  const stem = test.replace(/^test\/unit\//, '').replace(/\.test\.tsx?$/, '');
  return sourceEndings.map((ending) => stem + ending);
}

/** The unit tests that have lost their subject: it was moved, renamed or removed without them. */
export function testsWithoutSource(root: string): string[] {
  const sources = new Set(
    [...productFolders, 'build', 'test/support', 'test/conformance']
      .flatMap((folder) => listFiles(root, folder))
      .concat('.dependency-cruiser.mjs'),
  );
  return listFiles(root, 'test/unit')
    .filter((file) => /\.test\.tsx?$/.test(file))
    .filter((test) => !subjectsOf(test).some((subject) => sources.has(subject)));
}

/** The pure source files that have something to test and no unit test of their name. */
export function pureSourcesWithoutTest(root: string): string[] {
  const tested = new Set(listFiles(root, 'test/unit').flatMap(subjectsOf));
  return pureFolders
    .flatMap((folder) => listFiles(root, folder))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts') && !tested.has(file))
    .filter((file) => doesSomething(readFileSync(path.join(root, file), 'utf8')));
}

/** Whether anything is left of a file without its types: a function, that is, and not only words or data. Pure. */
export function doesSomething(text: string): boolean {
  return /\bfunction\b|=>/.test(withoutComments(stripTypeScriptTypes(text)));
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm, '');
}
