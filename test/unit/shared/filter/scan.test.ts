import { expect, it } from 'vitest';
import { scanFilter } from '../../../../shared/filter/scan.ts';

function scanned(text: string): string[] {
  const tokens = scanFilter(text);
  if ('problem' in tokens) throw new Error(tokens.problem.message);
  return tokens.map((token) => {
    if (token.kind !== 'term') return token.kind;
    return token.runs.map(({ text: run, quoted }) => (quoted ? `[${run}]` : run)).join('|');
  });
}

it.each<[string, string[]]>([
  ['a "b c" d', ['a', '[b c]', 'd']],
  ['name:"b c"x', ['name:|[b c]|x']],
  ['"a \\" b \\\\ c \\n"', ['[a " b \\ c \\n]']],
  ['""', ['[]']],
  ['(a)b', ['(', 'a', ')', 'b']],
  ['f(x(y)) z', ['f(x(y))', 'z']],
  ['A AND b', ['A', 'and', 'b']],
  ['"and"', ['[and]']],
  ['-a', ['-', 'a']],
  ['- a', ['-', 'a']],
  ['-32020', ['-32020']],
  ['-5x', ['-', '5x']],
  ['-(a)', ['-', '(', 'a', ')']],
  ['a\tb\nc', ['a', 'b', 'c']],
])('%s', (text, expected) => {
  expect(scanned(text)).toEqual(expected);
});

it('says where a quote begins that is not closed', () => {
  expect(scanFilter('a "b')).toMatchObject({ problem: { from: 2, to: 4, instead: '"b"' } });
});
