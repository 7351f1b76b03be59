import { expect, it } from 'vitest';
import { unknownToken } from '../../../../../../engine/lint/rules/progress/unknown-token.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';
import { begins, piped, processRow, progressOf } from '../../../../../support/lint/pipes.ts';

const result = { tools: [] };

it('finds progress that no request asked for, and a token of another type', () => {
  expect(findingsOf(unknownToken, { stream: [progressOf('t')], result })).toMatchObject([
    { side: 'server', pointer: 'event:0:/params/progressToken', found: '"t"' },
  ]);
  const typed = { meta: { ...META, progressToken: 5 }, stream: [progressOf(5), progressOf('5')], result };
  expect(findingsOf(unknownToken, typed)).toMatchObject([{ expected: '5', found: '"5"' }]);
});

it('leaves the token of another request to the rule about streams', () => {
  const other = { meta: { ...META, progressToken: 'other' } };
  expect(findingsOf(unknownToken, other, { stream: [progressOf('other')], result })).toEqual([]);
});

it('finds it beside the answers of a process that is on record from its start', () => {
  const known = piped(1, 2, { meta: { ...META, progressToken: 1 } });
  const row = processRow([3, progressOf(1)], [4, progressOf(2)]);
  expect(findingsOf(unknownToken, begins(), known, row)).toMatchObject([{ found: '2' }]);
  expect(findingsOf(unknownToken, known, row)).toEqual([]);
});

it('spares subscriptions and tasks', () => {
  const parts = { stream: [progressOf('t')] };
  expect(findingsOf(unknownToken, { ...parts, method: 'subscriptions/listen' })).toEqual([]);
  expect(findingsOf(unknownToken, { ...parts, method: 'tasks/get', result })).toEqual([]);
});
