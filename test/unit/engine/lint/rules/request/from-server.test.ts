import { expect, it } from 'vitest';
import { fromServer } from '../../../../../../engine/lint/rules/request/from-server.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const ask = { jsonrpc: '2.0', id: 'a', method: 'roots/list' };

it('is content with notifications and answers', () => {
  const stream = [
    { jsonrpc: '2.0', method: 'notifications/progress', params: { progressToken: 1, progress: 1 } },
  ];
  expect(findingsOf(fromServer, { stream, result: {} })).toEqual([]);
});

it('finds a request on the stream', () => {
  expect(findingsOf(fromServer, { stream: [ask], result: {} })).toMatchObject([
    { side: 'server', pointer: 'event:0', found: 'the request roots/list' },
  ]);
});

it('spares legacy sessions, and leaves pipes to their channel', () => {
  expect(findingsOf(fromServer, { stream: [ask], result: {}, row: { era: 'legacy' } })).toEqual([]);
  expect(findingsOf(fromServer, { stream: [ask], result: {}, row: { transport: 'stdio' } })).toEqual([]);
});
