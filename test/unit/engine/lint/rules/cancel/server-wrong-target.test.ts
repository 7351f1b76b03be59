import { expect, it } from 'vitest';
import type { JsonValue } from '../../../../../../shared/model/json.ts';
import { serverWrongTarget } from '../../../../../../engine/lint/rules/cancel/server-wrong-target.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { begins, piped, processRow } from '../../../../../support/lint/pipes.ts';

function cancelled(requestId: JsonValue) {
  return { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } };
}

it('finds a server that cancels a request', () => {
  expect(
    findingsOf(serverWrongTarget, { id: 3, method: 'tools/call', stream: [cancelled(3)] }),
  ).toMatchObject([{ side: 'server', pointer: 'event:0:/params/requestId', found: '3' }]);
});

it('lets a server end a subscription', () => {
  expect(
    findingsOf(serverWrongTarget, { id: 3, method: 'subscriptions/listen', stream: [cancelled(3)] }),
  ).toEqual([]);
});

it('judges a pipe by what was asked there', () => {
  const listen = piped(1, 2, { id: 4, method: 'subscriptions/listen' });
  const call = piped(1, 2, { id: 5, method: 'tools/call' });
  const row = processRow([3, cancelled(4)], [3, cancelled(5)], [3, cancelled(6)]);
  expect(findingsOf(serverWrongTarget, begins(), listen, call, row)).toMatchObject([
    { pointer: 'event:1:/params/requestId' },
    { pointer: 'event:2:/params/requestId' },
  ]);
  // A subscription with the id 6 may be older than the recording.
  expect(findingsOf(serverWrongTarget, listen, call, row)).toHaveLength(1);
});

it('leaves legacy sessions alone', () => {
  const row = { era: 'legacy' as const };
  expect(findingsOf(serverWrongTarget, { row, id: 3, method: 'tools/call', stream: [cancelled(3)] })).toEqual(
    [],
  );
});
