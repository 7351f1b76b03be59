import { expect, it } from 'vitest';
import { completionPlace, writtenValue } from '../../../../shared/filter/completion-place.ts';

/** The cursor stands at the bar. */
it.each<[string, object]>([
  ['|', { kind: 'start', from: 0, to: 0, typed: '' }],
  ['a me|', { kind: 'start', from: 2, to: 4, typed: 'me' }],
  ['me|thod x', { kind: 'start', from: 0, to: 6, typed: 'me' }],
  ['-me|', { kind: 'start', from: 1, to: 3, typed: 'me' }],
  ['(me|)', { kind: 'start', from: 1, to: 3, typed: 'me' }],
  ['"a b|"', { kind: 'start', from: 0, to: 5, typed: 'a b' }],
  ['colour:x|', { kind: 'start', from: 0, to: 8, typed: 'colour:x' }],
  ['method:|', { kind: 'value', key: 'method', from: 7, to: 7, typed: '' }],
  ['METHOD:to|ols x', { kind: 'value', key: 'method', from: 7, to: 12, typed: 'to' }],
  ['method:a,b|,c', { kind: 'value', key: 'method', from: 9, to: 10, typed: 'b' }],
  ['name:"a b|', { kind: 'value', key: 'name', from: 5, to: 9, typed: 'a b' }],
  ['name:"a b|c" d', { kind: 'value', key: 'name', from: 5, to: 11, typed: 'a b' }],
  ['name:=a|', { kind: 'value', key: 'name', from: 6, to: 7, typed: 'a' }],
  ['header:ac|', { kind: 'name', of: 'header', from: 7, to: 9, typed: 'ac' }],
  ['header:ac|cept=x', { kind: 'name', of: 'header', from: 7, to: 13, typed: 'ac' }],
  ['header:Accept=a|', { kind: 'value', key: 'header', name: 'accept', from: 14, to: 15, typed: 'a' }],
  ['param.re|', { kind: 'name', of: 'param', from: 6, to: 8, typed: 're' }],
  ['param.region:u|', { kind: 'value', key: 'param', name: 'region', from: 13, to: 14, typed: 'u' }],
  ['is:fa|', { kind: 'value', key: 'is', from: 3, to: 5, typed: 'fa' }],
])('%s', (marked, place) => {
  const cursor = marked.indexOf('|');
  expect(completionPlace(marked.replace('|', ''), cursor)).toMatchObject(place);
});

it('writes a value so that it is read as that value', () => {
  expect(['tools/call', 'a b', 'a,b', 'x"y', 'a*'].map(writtenValue)).toEqual([
    'tools/call',
    '"a b"',
    '"a,b"',
    '"x\\"y"',
    '"a*"',
  ]);
});
