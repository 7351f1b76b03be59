import { expect, it } from 'vitest';
import { empty } from '../../../../../../engine/lint/rules/input/empty.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it.each([{ requestState: 's' }, { inputRequests: {}, requestState: 's' }, { inputRequests: { a: {} } }])(
  'is content with %j',
  (rest) => {
    const result = { resultType: 'input_required', ...rest };
    expect(findingsOf(empty, { method: 'tools/call', result })).toEqual([]);
  },
);

it('finds a question that asks for nothing', () => {
  const result = { resultType: 'input_required' };
  expect(findingsOf(empty, { method: 'tools/call', result })).toMatchObject([{ pointer: 'event:0:/result' }]);
  expect(findingsOf(empty, { method: 'tools/call', result: { content: [] } })).toEqual([]);
});
