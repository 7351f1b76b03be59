import { expect, it } from 'vitest';
import { shellCommands } from '../../../../../engine/capture/import/shell-words.ts';

it.each([
  [`curl 'a b' "c \\"d\\"" e\\ f`, ['curl', 'a b', 'c "d"', 'e f']],
  [`curl \\\n  -d $'x\\'y\\n\\u00e4'`, ['curl', '-d', "x'y\n\u00c3\u00a4"]],
  [`curl 'it'\\''s' # a comment`, ['curl', "it's"]],
  [`curl -H 'x: '"$(printf '\\303\\244')"`, ['curl', '-H', 'x: \u00c3\u00a4']],
])('splits as a shell does: %s', (text, words) => {
  expect(shellCommands(text)).toEqual([{ words, piped: false }]);
});

it('finds each command, and says of which it cannot know the words', () => {
  const commands = shellCommands("curl a; curl $HOST && curl `x`\nprintf 'b' | curl c\ncurl 'open");
  expect(commands.map(({ fault, piped }) => fault ?? (piped ? 'piped' : 'fine'))).toEqual([
    'fine',
    'uses the variable HOST: put its value in its place',
    'runs another command (`…`): put what that prints in its place',
    'piped',
    'fine',
    "has a quote ' that does not end",
  ]);
});
