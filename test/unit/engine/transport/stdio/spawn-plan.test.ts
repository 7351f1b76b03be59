import { expect, test } from 'vitest';
import { planSpawn } from '../../../../../engine/transport/stdio/spawn-plan.ts';

function plan(command: string, args: readonly string[], files: readonly string[], cwd?: string) {
  return planSpawn(
    { command, args, env: {}, ...(cwd !== undefined && { cwd }) },
    {
      isWindows: true,
      env: { Path: String.raw`C:\a;;C:\b c`, ComSpec: String.raw`C:\Windows\cmd.exe`, PathExt: '.EXE;.CMD' },
      isFile: (path) => files.includes(path),
    },
  );
}

/** What `cmd.exe` is given to run. */
function batchLine(args: readonly string[]): string | undefined {
  const planned = plan('x.cmd', args, [String.raw`C:\a\x.cmd`]);
  return 'problem' in planned ? planned.problem : planned.args.at(-1);
}

test('elsewhere than on Windows a command stays as it is', () => {
  const host = { isWindows: false, env: {}, isFile: () => true };
  expect(planSpawn({ command: 'x.cmd', args: ['"a b"'], env: {} }, host)).toEqual({
    file: 'x.cmd',
    args: ['"a b"'],
    verbatim: false,
  });
});

test.each([
  ['a program in PATH', 'node', [String.raw`C:\b c\node.exe`], String.raw`C:\b c\node.exe`],
  [
    'the first folder wins',
    'node',
    [String.raw`C:\b c\node.exe`, String.raw`C:\a\node.exe`],
    String.raw`C:\a\node.exe`,
  ],
  ['a name with an ending', 'x.exe', [String.raw`C:\a\x.exe`], String.raw`C:\a\x.exe`],
  ['a name with a dot that is no ending', 'x.y', [String.raw`C:\a\x.y.exe`], String.raw`C:\a\x.y.exe`],
  ['nothing found', 'none', [], 'none'],
  ['a path', String.raw`C:\d\x`, [String.raw`C:\d\x.exe`], String.raw`C:\d\x.exe`],
])('finds %s', (_case, command, files, file) => {
  expect(plan(command, ['a b'], files)).toEqual({ file, args: ['a b'], verbatim: false });
});

test('a relative path is looked for in the working folder', () => {
  expect(plan(String.raw`.\x`, [], [String.raw`C:\w\x.exe`], String.raw`C:\w`)).toMatchObject({
    file: String.raw`C:\w\x.exe`,
  });
});

test('a batch file is run by cmd.exe', () => {
  expect(plan('npx', ['-y', 'some server'], [String.raw`C:\b c\npx.cmd`])).toEqual({
    file: String.raw`C:\Windows\cmd.exe`,
    args: ['/e:ON', '/v:OFF', '/d', '/s', '/c', String.raw`""C:\b c\npx.cmd" -y "some server""`],
    verbatim: true,
  });
});

test('nothing is filled in within the path of a batch file', () => {
  expect(plan(String.raw`C:\%x%\y.bat`, [], [String.raw`C:\%x%\y.bat`])).toMatchObject({
    args: expect.arrayContaining([String.raw`""C:\%%cd:~,%x%%cd:~,%\y.bat""`]) as string[],
  });
});

test.each([
  ['plain-1.0', 'plain-1.0'],
  ['', '""'],
  ['a&b|c>d', '"a&b|c>d"'],
  ['a"b', '"a""b"'],
  [String.raw`a\"b`, String.raw`"a\\""b"`],
  [String.raw`C:\dir with\ `.trim(), String.raw`"C:\dir with\\"`],
  [String.raw`C:\dir\ `.trim(), String.raw`"C:\dir\\"`],
  ['%PATH%', '"%%cd:~,%PATH%%cd:~,%"'],
  ['!x!', '"!x!"'],
  ['^', '"^"'],
])('a batch file gets %j as %s', (argument, quoted) => {
  expect(batchLine([argument])).toBe(String.raw`""C:\a\x.cmd" ${quoted}"`);
});

test.each(['a\nb', 'a\r', 'a\0'])('a batch file cannot get %j', (argument) => {
  expect(batchLine([argument])).toContain('has a line break, which Windows cannot hand to one. Write');
});
