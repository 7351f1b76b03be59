import { describe, expect, test } from 'vitest';
import { formatCommandLine, parseCommandLine } from '../../../../shared/model/command-line.ts';
import type { StdioCommand } from '../../../../shared/model/stdio-command.ts';

/** The words of a line that has no variables. */
function words(line: string): readonly string[] {
  const parsed = parseCommandLine(line);
  if ('problem' in parsed) throw new Error(parsed.problem);
  expect(parsed.env).toEqual({});
  return [parsed.command, ...parsed.args];
}

describe('parseCommandLine', () => {
  test.each([
    ['npx -y some-server', ['npx', '-y', 'some-server']],
    ['  a\t b \n c ', ['a', 'b', 'c']],
    [String.raw`a 'b c' "d e" f\ g`, ['a', 'b c', 'd e', 'f g']],
    [`a '' ""`, ['a', '', '']],
    [`a b'c'"d"e`, ['a', 'bcde']],
    [String.raw`a "\$ \" \\ \n" '\n'`, ['a', String.raw`$ " \ \n`, String.raw`\n`]],
    [String.raw`a 'it'\''s'`, ['a', "it's"]],
    ['a \\\nb "c\\\nd"', ['a', 'b', 'cd']],
    ['a $HOME *.js ~ #x {b} (c) !', ['a', '$HOME', '*.js', '~', '#x', '{b}', '(c)', '!']],
    [`a '|' "&" \\;`, ['a', '|', '&', ';']],
    [String.raw`'C:\tools\server.exe' "C:\b"`, [String.raw`C:\tools\server.exe`, String.raw`C:\b`]],
    [String.raw`a $'\t\n\e\\\'\"' $'\u00e9\U0001f600\ue'x`, ['a', '\t\n\u001b\\\'"', 'é😀\u000ex']],
    ['é 日本', ['é', '日本']],
    [`'A=b' c=d`, ['A=b', 'c=d']],
    ['\\A=b', ['A=b']],
    ['2=b -x=y', ['2=b', '-x=y']],
  ])('%j', (line, expected) => {
    expect(words(line)).toEqual(expected);
  });

  test('variables stand before the command', () => {
    expect(parseCommandLine(`A=1 B='x y' C= _d="$" __proto__=p npx E=2`)).toEqual({
      command: 'npx',
      args: ['E=2'],
      env: Object.fromEntries([
        ['A', '1'],
        ['B', 'x y'],
        ['C', ''],
        ['_d', '$'],
        ['__proto__', 'p'],
      ]),
    });
  });

  test.each<readonly [line: string, problem: string]>([
    ['', 'There is no command. Write the program and its arguments, such as: npx some-server'],
    [' \n', 'There is no command.'],
    ['A=1', 'It sets variables and names no command.'],
    [`'' a`, 'The command is an empty text.'],
    [`a 'b`, "The ' at character 3 is not closed. Add ' where it ends."],
    ['a "b\\"', 'The " at character 3 is not closed.'],
    [String.raw`a $'b\'`, "The $' at character 3 is not closed."],
    ['a \\', 'Nothing follows the backslash at character 3.'],
    [String.raw`a $'\q'`, String.raw`\q means nothing in the $'…' at character 3.`],
    [String.raw`a $'\u'`, String.raw`\u means nothing`],
    [String.raw`a $'\U00110000'`, String.raw`\U00110000 means nothing`],
    ['a | b', 'There is no shell that would read | at character 3. Quote it if'],
    ...['a>b', 'a <b', 'a&&b', 'a;b', 'a `b`'].map((line) => [line, 'There is no shell'] as const),
  ])('says what is wrong with %j', (line, problem) => {
    expect(parseCommandLine(line)).toEqual({ problem: expect.stringContaining(problem) as string });
  });
});

describe('formatCommandLine', () => {
  test.each<[StdioCommand, string]>([
    [{ command: 'npx', args: ['-y', '@a/b@1.0', '--x=1,2'], env: {} }, 'npx -y @a/b@1.0 --x=1,2'],
    [
      { command: '/my tools/x', args: ['', "it's", '$HOME', 'a|b'], env: {} },
      `'/my tools/x' '' 'it'\\''s' '$HOME' 'a|b'`,
    ],
    [{ command: 'x', args: [], env: { A: '', B: 'c d' } }, `A= B='c d' x`],
    [{ command: 'x', args: [], env: { A: '1', 'B(x86)': '2' } }, `A=1 env 'B(x86)=2' x`],
    [{ command: 'A=1', args: ['A=1'], env: {} }, `'A=1' A=1`],
    [
      { command: 'rm\u202e', args: ['\n', "\u200b'\\", 'a\u00a0b', '\ud800', '\u{e0041}'], env: {} },
      String.raw`$'rm\u202e' $'\n' $'\u200b\'\\' $'a\u00a0b' $'\ud800' $'\U000e0041'`,
    ],
  ])('%j', (command, line) => {
    expect(formatCommandLine(command)).toBe(line);
  });

  test('is what parseCommandLine reads back, whatever the words are', () => {
    const next = pseudoRandom(7);
    const letters = [
      'a',
      'Z',
      '0',
      '=',
      '_',
      '-',
      ' ',
      '\t',
      '\n',
      '\r',
      "'",
      '"',
      '\\',
      '$',
      '`',
      '|',
      '&',
      ';',
    ];
    letters.push(
      '<',
      '>',
      '*',
      '?',
      '~',
      '#',
      '!',
      '(',
      '{',
      '%',
      'é',
      '😀',
      '\u202e',
      '\u0000',
      '\ud800',
      'u',
      'x',
    );
    const text = (least: number): string =>
      Array.from({ length: least + (next() % 6) }, () => letters[next() % letters.length]).join('');
    for (let round = 0; round < 5_000; round += 1) {
      const env = Object.fromEntries(
        Array.from({ length: next() % 3 }, (_, index) => [`N${String(index)}`, text(0)]),
      );
      const command = { command: text(1), args: Array.from({ length: next() % 4 }, () => text(0)), env };
      const line = formatCommandLine(command);
      expect(parseCommandLine(line), line).toEqual(command);
      expect(line).toMatch(/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u);
    }
  });
});

/** The same numbers in each run. */
function pseudoRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}
