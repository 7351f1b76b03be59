import { expect, it } from 'vitest';
import { asIfRecorded, comparedExchange } from '../../../../engine/series/compared-exchange.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';
import { toolCall } from '../../../support/replay/planned.ts';

const compared = (parts: ExchangeParts, origin: 'gateway' | 'probe' | 'replay' = 'gateway') =>
  comparedExchange(exchange({ ...parts, row: { origin, number: 7 } }));

it('takes a request with its answer, also what a replay has sent', () => {
  const call = toolCall('price', { sku: 'TEA' }, { cents: 450 });
  const found = compared(call);
  expect(found).toMatchObject({
    ...{ number: 7, method: 'tools/call', name: 'price', compared: 'whole' },
    params: { arguments: { sku: 'TEA' } },
    answer: { status: 200, result: { structuredContent: { cents: 450 } } },
  });
  expect(compared(call, 'replay')).toEqual(found);
  expect(asIfRecorded(exchange({ ...call, row: { origin: 'replay' } })).origin).toBe('gateway');
});

it('takes what cannot be sent again: notifications, and answers to what a server asked', () => {
  const told = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { reason: 'late' } };
  expect(compared({ body: told, status: 202 })).toMatchObject({
    ...{ method: 'notifications/cancelled', params: { reason: 'late' }, compared: 'request' },
  });
  expect(compared({ body: { jsonrpc: '2.0', id: 3, result: { roots: [] } }, status: 202 })).toMatchObject({
    ...{ params: { result: { roots: [] } }, compared: 'request' },
  });
});

it('names a poll by its task, and compares an early one for errors only', () => {
  const poll = (status: string): ExchangeParts => ({
    ...{ method: 'tasks/get', params: { taskId: 't1' }, result: { taskId: 't1', status } },
  });
  expect(compared(poll('working'))).toMatchObject({ name: 't1', compared: 'error' });
  expect(compared(poll('completed'))).toMatchObject({ name: 't1', compared: 'whole' });
});

it('leaves out probes and what cannot be read', () => {
  expect(compared({ method: 'tools/list' }, 'probe')).toEqual({ leftOut: 'probe' });
  expect(compared({ text: 'hello' })).toEqual({ leftOut: 'unreadable' });
});
