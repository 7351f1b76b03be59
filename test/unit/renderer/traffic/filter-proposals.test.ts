import { expect, it } from 'vitest';
import { followTyping, takeProposal } from '../../../../renderer/traffic/filter-proposals.ts';

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

const PROPOSALS = [{ insert: 'method:', label: 'method' }];

it.each([
  { of: 'meth', from: 0, to: 4, text: 'meth', cursor: 4, stretch: [0, 4], says: 'for the very text' },
  { of: 'me', from: 0, to: 2, text: 'meth', cursor: 4, stretch: [0, 4], says: 'after two letters more' },
  { of: 'meth', from: 0, to: 4, text: 'me', cursor: 2, stretch: [0, 2], says: 'after two letters less' },
  { of: 'a me b', from: 2, to: 4, text: 'a met b', cursor: 5, stretch: [2, 5], says: 'in the middle' },
])('proposals still hold $says', ({ of, from, to, text, cursor, stretch }) => {
  const followed = followTyping({ of, from, to, proposals: PROPOSALS }, { text, cursor });
  expect(followed).toEqual({ from: stretch[0], to: stretch[1], proposals: PROPOSALS });
});

it.each([
  { of: 'meth', from: 0, to: 4, text: 'method:', cursor: 7, says: 'once one was taken' },
  { of: 'name:ba', from: 5, to: 7, text: 'name:ba ', cursor: 8, says: 'once the word is ended' },
  { of: 'name:ba', from: 5, to: 7, text: 'name:xa', cursor: 7, says: 'once it is another word' },
  {
    of: 'name:ba',
    from: 5,
    to: 7,
    text: 'code:ba',
    cursor: 7,
    says: 'once what stands before it is another',
  },
  { of: 'name:ba x', from: 5, to: 7, text: 'name:ba x', cursor: 9, says: 'once the cursor stands elsewhere' },
  { of: 'name:', from: 5, to: 5, text: '', cursor: 0, says: 'once all was deleted' },
])('no proposal is left over $says', ({ of, from, to, text, cursor }) => {
  expect(followTyping({ of, from, to, proposals: PROPOSALS }, { text, cursor }).proposals).toEqual([]);
});
