import { expect, it } from 'vitest';
import { takeProposal } from '../../../../renderer/traffic/filter-proposals.ts';

it.each([
  ['me', 0, 2, 'method:', 'method:', 7],
  ['a me b', 2, 4, 'method:', 'a method: b', 9],
  ['method:to', 7, 9, 'tools/call ', 'method:tools/call ', 18],
  ['method:to x', 7, 9, 'tools/call ', 'method:tools/call x', 18],
  ['(method:to)', 8, 10, 'tools/call ', '(method:tools/call)', 18],
  ['method:a,c', 7, 8, 'b ', 'method:b,c', 8],
])('%s: from %i to %i goes %j', (text, from, to, insert, expected, cursor) => {
  expect(takeProposal(text, { from, to }, { insert, label: insert })).toEqual({ text: expected, cursor });
});
