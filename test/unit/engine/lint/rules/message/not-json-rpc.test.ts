import { expect, it } from 'vitest';
import { notJsonRpc } from '../../../../../../engine/lint/rules/message/not-json-rpc.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const where = (...parts: Parameters<typeof findingsOf> extends [unknown, ...infer P] ? P : never) =>
  findingsOf(notJsonRpc, ...parts).map(({ side, pointer }) => [side, pointer]);

it('is content with messages', () => {
  expect(where({ result: { tools: [] } })).toEqual([]);
  expect(where({ body: { jsonrpc: '2.0', method: 'notifications/x' }, status: 202 })).toEqual([]);
});

it.each([
  ['text', 'hello'],
  ['another version', '{"jsonrpc":"1.0","id":1,"method":"ping"}'],
  ['no object', '42'],
  ['method and result', '{"jsonrpc":"2.0","id":1,"method":"ping","result":{}}'],
  ['params that are a list', '{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}'],
])('finds a request that is none: %s', (_what, text) => {
  expect(where({ text, result: { tools: [] } })).toEqual([['client', 'request']]);
});

it.each(['nonsense', '{"tools":[]}', '{"jsonrpc":"2.0","id":1,"result":[]}'])(
  'finds an answer that is none: %s',
  (text) => {
    expect(where({ answerText: text })).toEqual([['server', 'event:0']]);
  },
);

it('finds an event that is none', () => {
  const [finding] = findingsOf(notJsonRpc, { stream: ['so far so good'], result: {} });
  expect(finding).toMatchObject({ side: 'server', pointer: 'event:0' });
  expect(finding?.message).toContain('it is a string, not an object');
});

it.each([
  ['a page', { answerText: '<html>', answerHeaders: { 'Content-Type': 'text/html' } }],
  ['a refusal', { answerText: '{"error":"invalid_token"}', status: 401 }],
  ['a failure', { answerText: 'oops', status: 502 }],
  [
    'a form',
    { text: 'grant_type=x', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, result: {} },
  ],
  [
    'what broke off',
    { answerText: '{"jsonrpc":"2', failure: { kind: 'cut', message: 'cut', at: 1 } as const },
  ],
  [
    'a batch of its time',
    { body: [{ jsonrpc: '2.0', id: 1, method: 'ping' }], row: { era: 'legacy' as const }, status: 202 },
  ],
  [
    'faults of other rules',
    { body: { jsonrpc: '2.0', id: null, method: 'tools/list' }, answerText: '{"jsonrpc":"2.0","id":1}' },
  ],
])('leaves others alone: %s', (_what, parts) => {
  expect(where(parts)).toEqual([]);
});
