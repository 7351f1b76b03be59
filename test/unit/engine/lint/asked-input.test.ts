import { expect, it } from 'vitest';
import { inputRequiredOf } from '../../../../engine/lint/asked-input.ts';
import { exchange } from '../../../support/lint/exchange.ts';

it('reads what an input_required result asks for, with the place of each', () => {
  const inputRequests = { 'a/b': { method: 'roots/list' }, odd: 7, none: {} };
  const input = inputRequiredOf(
    exchange({ method: 'tools/call', result: { resultType: 'input_required', inputRequests } }),
  );
  expect(input?.place).toBe('event:0:/result');
  expect(input?.asked).toEqual([
    { key: 'a/b', place: 'event:0:/result/inputRequests/a~1b', method: 'roots/list', params: {} },
  ]);
});

it('is nothing where the answer is complete or none', () => {
  expect(inputRequiredOf(exchange({ result: { inputRequests: {} } }))).toBeUndefined();
  expect(inputRequiredOf(exchange({ silent: true }))).toBeUndefined();
});
