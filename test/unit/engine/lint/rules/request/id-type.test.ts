import { expect, it } from 'vitest';
import { idType } from '../../../../../../engine/lint/rules/request/id-type.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it.each([7, 'seven', 0, ''])('is content with %j', (id) => {
  expect(findingsOf(idType, { id, result: {} })).toEqual([]);
});

it.each([null, 1.5, true, {}, []])('finds %j', (id) => {
  const body = { jsonrpc: '2.0', id, method: 'tools/list' };
  expect(findingsOf(idType, { body })).toMatchObject([{ side: 'client', pointer: 'request:/id' }]);
});

it('finds a request without any', () => {
  const body = { jsonrpc: '2.0', method: 'tools/list' };
  expect(findingsOf(idType, { body })).toMatchObject([{ pointer: 'request', found: 'no id' }]);
});

it('spares notifications, and methods that may be such', () => {
  expect(findingsOf(idType, { body: { jsonrpc: '2.0', method: 'notifications/cancelled' } })).toEqual([]);
  expect(findingsOf(idType, { body: { jsonrpc: '2.0', method: 'example/tell' } })).toEqual([]);
});
