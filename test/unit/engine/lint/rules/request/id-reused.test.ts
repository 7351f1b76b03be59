import { expect, it } from 'vitest';
import { idReused } from '../../../../../../engine/lint/rules/request/id-reused.ts';
import { exchange, findingsOf, judged, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const at = (startedAt: number, durationMs: number, more: ExchangeParts = {}) =>
  exchange({ id: 1, result: {}, ...more, row: { startedAt, durationMs, ...more.row } });

const through = (remoteAddress: string) => ({
  row: { origin: 'gateway' as const },
  gateway: {
    gatewayId: 'g',
    gatewayName: 'g',
    trace: {} as never,
    faults: [],
    client: { remoteAddress } as never,
  },
});

it('is content with an id that is used again when its request was answered', () => {
  expect(findingsOf(idReused, at(0, 10), at(10, 10))).toEqual([]);
});

it('finds one that is used while its request is on its way', () => {
  const first = at(0, 100);
  const second = at(50, 10);
  expect(judged(idReused, second, first)).toMatchObject([
    { number: second.number, finding: { side: 'client', pointer: 'request:/id' } },
  ]);
});

it('finds it whichever ends first, and on one connection of a gateway', () => {
  const first = at(0, 100, through('10.0.0.1:5'));
  const second = at(50, 100, through('10.0.0.1:5'));
  expect(judged(idReused, first, second)).toMatchObject([{ number: second.number }]);
});

it.each([
  ['other ids', at(0, 100), at(50, 10, { id: 2 })],
  ['text and number', at(0, 100), at(50, 10, { id: '1' })],
  ['another instance', at(0, 100), at(50, 10, { row: { instanceId: 'beta' } })],
  ['programs behind a gateway', at(0, 100, through('10.0.0.1:5')), at(50, 10, through('10.0.0.1:6'))],
  [
    'a connection that was lost',
    at(0, 20, { silent: true, failure: { kind: 'cut', message: 'cut', at: 1 } }),
    at(50, 10),
  ],
  ['what was done on purpose', at(0, 100), at(50, 10, { row: { tampered: true } })],
  ['a request doubled by a gateway', at(0, 100), at(50, 10, { row: { link: { kind: 'duplicate', to: 1 } } })],
])('spares %s', (_what, first, second) => {
  expect(findingsOf(idReused, second, first)).toEqual([]);
});
