import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** What the compiler says about a text that would stand in a folder, under that folder's own tsconfig. */
function complaintsAbout(folder: string, text: string): string[] {
  const configFile = path.join(root, folder, 'tsconfig.json');
  const read = ts.readConfigFile(configFile, (file) => ts.sys.readFile(file));
  const config = ts.parseJsonConfigFileContent(read.config, ts.sys, path.dirname(configFile));
  const planted = path.join(root, folder, 'planted-violation.ts');
  const options = {
    ...config.options,
    composite: false,
    incremental: false,
    emitDeclarationOnly: false,
    noEmit: true,
  };
  delete options.tsBuildInfoFile;
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) =>
    path.resolve(file) === planted
      ? ts.createSourceFile(file, text, ts.ScriptTarget.ES2024, true)
      : readSource(file, ...rest);
  const program = ts.createProgram([planted], options, host);
  return ts
    .getPreEmitDiagnostics(program, program.getSourceFile(planted))
    .map((diagnostic) => ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}

describe('each folder compiles for its own runtime', () => {
  it.each([
    ['shared', 'process', 'export const pid = process.pid;'],
    ['shared', 'document', 'export const title = document.title;'],
    ['shared', 'Buffer', 'export const bytes = Buffer.from([1]);'],
    ['engine', 'document', 'export const title = document.title;'],
    ['web', 'document', 'export const title = document.title;'],
    ['cli', 'document', 'export const title = document.title;'],
    ['demo', 'document', 'export const title = document.title;'],
    ['electron/main', 'document', 'export const title = document.title;'],
    ['renderer', 'process', 'export const pid = process.pid;'],
    ['renderer', 'Buffer', 'export const bytes = Buffer.from([1]);'],
  ])('%s does not know %s', (folder, word, text) => {
    const complaints = complaintsAbout(folder, text);
    expect(complaints).toHaveLength(1);
    expect(complaints[0]).toMatch(new RegExp(`Cannot find name '${word}'`));
  });

  it.each([
    ['shared', 'export const now = Date.UTC(2026, 0);'],
    ['engine', 'export const pid = process.pid;'],
    ['web', 'export const pid = process.pid;'],
    ['renderer', 'export const title = document.title;'],
  ])('%s knows its own words', (folder, text) => {
    expect(complaintsAbout(folder, text)).toEqual([]);
  });
});

describe('the compiler is strict', () => {
  it.each([
    ['strict', 'export const length = (text: string | null) => text.length;'],
    ['noUncheckedIndexedAccess', 'export const first = (list: string[]): string => list[0];'],
    ['exactOptionalPropertyTypes', 'export const o: { a?: string } = { a: undefined };'],
    ['erasableSyntaxOnly', 'export enum Colour { red }'],
  ])('%s', (_, text) => {
    expect(complaintsAbout('shared', text)).toHaveLength(1);
  });
});
