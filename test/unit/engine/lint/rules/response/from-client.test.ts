import { expect, it } from 'vitest';
import { fromClient } from '../../../../../../engine/lint/rules/response/from-client.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it('is content with requests', () => {
  expect(findingsOf(fromClient, { result: {} })).toEqual([]);
});

it.each([{ result: {} }, { error: { code: 1, message: 'no' } }, { result: 7 }])(
  'finds the response %j',
  (answer) => {
    const body = { jsonrpc: '2.0', id: 'a', ...answer };
    expect(findingsOf(fromClient, { body, status: 202 })).toMatchObject([
      { side: 'client', pointer: 'request' },
    ]);
    expect(findingsOf(fromClient, { body, status: 202, row: { era: 'legacy' } })).toEqual([]);
  },
);
