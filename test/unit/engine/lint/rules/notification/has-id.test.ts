import { expect, it } from 'vitest';
import { hasId } from '../../../../../../engine/lint/rules/notification/has-id.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it('is content with notifications that have none', () => {
  const body = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } };
  expect(findingsOf(hasId, { body, status: 202 })).toEqual([]);
});

it('finds the id on either side, null included', () => {
  const body = { jsonrpc: '2.0', id: 3, method: 'notifications/cancelled', params: { requestId: 1 } };
  expect(findingsOf(hasId, { body })).toMatchObject([{ side: 'client', pointer: 'request:/id', found: '3' }]);
  const stream = [{ jsonrpc: '2.0', id: null, method: 'notifications/message' }];
  expect(findingsOf(hasId, { stream, result: {} })).toMatchObject([
    { side: 'server', pointer: 'event:0:/id' },
  ]);
});

it('spares methods of other names', () => {
  expect(findingsOf(hasId, { method: 'example/notify', result: {} })).toEqual([]);
});
