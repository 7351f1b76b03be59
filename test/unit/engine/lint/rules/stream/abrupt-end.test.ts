import { expect, it } from 'vitest';
import { abruptEnd } from '../../../../../../engine/lint/rules/stream/abrupt-end.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { clientHeaderList, throughGateway } from '../../../../../support/lint/through-gateway.ts';

const ACK = { jsonrpc: '2.0', method: 'notifications/subscriptions/acknowledged', params: {} };
const LISTEN: ExchangeParts = { method: 'subscriptions/listen', stream: [ACK] };
const ended = (kind: 'cut' | 'cancelled' | 'timeout') => ({ failure: { kind, message: 'It ended.', at: 1 } });

it('is content with a result, and with a subscription that goes on', () => {
  expect(findingsOf(abruptEnd, { ...LISTEN, result: {} }, { ...LISTEN, row: { state: 'open' } })).toEqual([]);
});

it.each([{}, ended('cut')])('finds a stream that ends without one: %j', (how) => {
  expect(findingsOf(abruptEnd, { ...LISTEN, ...how })).toMatchObject([
    { severity: 'warning', side: 'server', found: 'the end of the stream' },
  ]);
});

it.each([
  ['the client ended it', ended('cancelled')],
  ['it was idle for too long', ended('timeout')],
  ['the client of a gateway left', { gateway: throughGateway(clientHeaderList(), { end: 'client-left' }) }],
  [
    'a gateway cut it on purpose',
    { gateway: throughGateway(clientHeaderList(), { faults: ['cut'], end: 'cut' }) },
  ],
  ['a proxy may have waited long enough', { answerHeaders: { Via: '1.1 front' } }],
  ['it never began', { stream: [], ...ended('cut') }],
] satisfies [string, ExchangeParts][])('says nothing where %s', (_, how) => {
  expect(findingsOf(abruptEnd, { ...LISTEN, ...how })).toEqual([]);
});
