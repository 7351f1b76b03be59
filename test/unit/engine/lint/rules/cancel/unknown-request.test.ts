import { expect, it } from 'vitest';
import { unknownRequest } from '../../../../../../engine/lint/rules/cancel/unknown-request.ts';
import { exchange, judged, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { begins, cancels, piped } from '../../../../../support/lint/pipes.ts';

it('finds an id that was never used on a pipe', () => {
  expect(judged(unknownRequest, begins(), piped(1, 2, { id: 1 }), cancels(3, 2))).toMatchObject([
    { finding: { side: 'client', pointer: 'request:/params/requestId', found: '2' } },
  ]);
  expect(judged(unknownRequest, begins(), piped(1, 2, { id: 1 }), cancels(3, '1'))).toHaveLength(1);
});

it('is content with requests on their way or answered meanwhile', () => {
  expect(judged(unknownRequest, begins(), piped(1, 2, { id: 1 }), cancels(3, 1), cancels(4, 9, 77))).toEqual(
    [],
  );
});

it('spares requests before the recording', () => {
  expect(judged(unknownRequest, piped(1, 2, { id: 1 }), cancels(3, 0))).toEqual([]);
});

function http(second: number, parts: ExchangeParts = {}) {
  return exchange({ ...parts, row: { startedAt: second * 1000, durationMs: 10 } });
}

function httpCancels(second: number, requestId: number) {
  const body = { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } };
  return exchange({ body, meta: {}, silent: true, row: { startedAt: second * 1000, durationMs: 1 } });
}

it('waits over HTTP until a request that is cancelled must have ended', () => {
  // A notification has no clientInfo, so neither have these requests.
  const meta = {};
  const first = http(0, { id: 1, meta });
  const notice = httpCancels(100, 5);
  expect(judged(unknownRequest, first, notice, http(120, { id: 2, meta }))).toEqual([]);
  expect(judged(unknownRequest, first, notice, http(170, { id: 2, meta }))).toMatchObject([
    { number: notice.number },
  ]);
  const ended = exchange({ id: 5, meta, row: { startedAt: 90_000, durationMs: 20_000 } });
  expect(judged(unknownRequest, first, notice, ended, http(170, { id: 2, meta }))).toEqual([]);
  expect(judged(unknownRequest, http(80, { id: 1, meta }), notice, http(170, { id: 2, meta }))).toEqual([]);
});
