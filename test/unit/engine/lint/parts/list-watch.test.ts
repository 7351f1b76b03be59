import { expect, it } from 'vitest';
import { Knowledge } from '../../../../../engine/lint/knowledge.ts';
import { watchList } from '../../../../../engine/lint/parts/list-watch.ts';
import type { SeenExchange } from '../../../../../engine/lint/seen-exchange.ts';
import { exchange, SERVER_META } from '../../../../support/lint/exchange.ts';

const TOOL = { name: 'a', inputSchema: { type: 'object' } };
const lists = (row = {}) => exchange({ result: { tools: [TOOL] }, row });
const calls = (row = {}, version = '1.0.0') =>
  exchange({
    method: 'tools/call',
    params: { name: 'a' },
    row,
    result: {
      content: [],
      _meta: { ...SERVER_META, 'io.modelcontextprotocol/serverInfo': { name: 'test-server', version } },
    },
  });
const changed = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };

function lastOf(...exchanges: readonly SeenExchange[]): unknown {
  const known = new Knowledge();
  const watch = watchList('tools');
  return exchanges
    .map((one) => {
      const entry = watch(one, known, one.request.message?.params['name']);
      known.learn(one);
      return entry;
    })
    .at(-1);
}

it('gives the entry that was listed before', () => {
  expect(lastOf(lists(), calls())).toEqual(TOOL);
  expect(lastOf(calls())).toBeUndefined();
});

it('gives none once the list may be another', () => {
  expect(
    lastOf(lists(), exchange({ method: 'subscriptions/listen', stream: [changed] }), calls()),
  ).toBeUndefined();
  expect(lastOf(lists(), calls({}, '2.0.0'))).toBeUndefined();
  expect(lastOf(lists(), calls({ instanceId: 'beta' }))).toBeUndefined();
  expect(lastOf(lists(), calls({ startedAt: 5 }))).toBeUndefined();
});
