import { expect, it } from 'vitest';
import { notAcknowledgedFirst } from '../../../../../../engine/lint/rules/stream/not-acknowledged-first.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, throughGateway } from '../../../../../support/lint/through-gateway.ts';

const note = (method: string) => ({ jsonrpc: '2.0', method, params: {} });
const ACK = note('notifications/subscriptions/acknowledged');
const CHANGED = note('notifications/tools/list_changed');
const listen = { method: 'subscriptions/listen' } as const;
/** A stream that began and carried nothing. */
const EMPTY = { ...listen, stream: [], answerHeaders: { 'Content-Type': 'text/event-stream' } } as const;

it('is content with an acknowledgement that comes first, and with a refusal', () => {
  expect(
    findingsOf(
      notAcknowledgedFirst,
      { ...listen, stream: [ACK, CHANGED] },
      { ...listen, error: { code: -32602 }, status: 400 },
      { stream: [], result: {} },
    ),
  ).toEqual([]);
});

it.each([
  [{ ...listen, stream: [CHANGED, ACK] }, 'event:0'],
  [{ ...listen, result: {} }, 'event:0'],
  [{ ...listen, stream: [], result: {} }, 'event:0'],
])('finds another first message', (parts, pointer) => {
  expect(findingsOf(notAcknowledgedFirst, parts)).toMatchObject([
    { severity: 'error', side: 'server', pointer },
  ]);
});

it('finds a stream that ends without any', () => {
  const failure = { kind: 'cut', message: 'It ended.', at: 1 } as const;
  expect(findingsOf(notAcknowledgedFirst, { ...EMPTY, failure })).toMatchObject([{ found: 'no message' }]);
});

it('leaves alone what the client ended, on both sides of a gateway, and what goes on', () => {
  const cancelled = { kind: 'cancelled', message: 'You ended it.', at: 1 } as const;
  expect(findingsOf(notAcknowledgedFirst, { ...EMPTY, failure: cancelled })).toEqual([]);
  const gateway = throughGateway(clientHeaderList(), { end: 'client-left' });
  expect(findingsOf(notAcknowledgedFirst, { ...EMPTY, gateway })).toEqual([]);
  expect(findingsOf(notAcknowledgedFirst, { ...EMPTY, row: { state: 'open' } })).toEqual([]);
});
