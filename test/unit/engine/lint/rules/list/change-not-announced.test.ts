import { expect, it } from 'vitest';
import { changeNotAnnounced } from '../../../../../../engine/lint/rules/list/change-not-announced.ts';
import type { SeenExchange } from '../../../../../../engine/lint/seen-exchange.ts';
import { exchange, findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { toolsList } from '../../../../../support/lint/lists.ts';

function list(seconds: number, names: readonly string[], parts: ExchangeParts = {}): SeenExchange {
  return exchange({ ...toolsList(names), row: { startedAt: seconds * 1000 }, ...parts });
}

const ACKNOWLEDGED = {
  jsonrpc: '2.0',
  method: 'notifications/subscriptions/acknowledged',
  params: { notifications: { toolsListChanged: true } },
};
const CHANGED = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };

/** A subscription that lasts as long; `tells` seconds after its start it announces a change. */
function listen(from: number, to: number, tells?: number, parts: ExchangeParts = {}): SeenExchange {
  const row = { startedAt: from * 1000, durationMs: (to - from) * 1000 };
  const seen = exchange({
    method: 'subscriptions/listen',
    row,
    stream: tells === undefined ? [ACKNOWLEDGED] : [ACKNOWLEDGED, CHANGED],
    ...parts,
  });
  const messages = seen.messages.map((message, at) => ({ ...message, atMs: at * (tells ?? 0) * 1000 }));
  return { ...seen, messages };
}

it('finds a change that a subscription heard nothing of', () => {
  expect(findingsOf(changeNotAnnounced, list(10, ['a']), list(20, ['a', 'b']), listen(0, 60))).toMatchObject([
    { side: 'server', severity: 'warning', expected: CHANGED.method },
  ]);
});

it.each<[string, SeenExchange]>([
  ['one that was told', listen(0, 60, 15)],
  ['one that was told late', listen(0, 60, 21)],
  ['a stream that began later', listen(12, 60)],
  ['a stream that was cut', listen(0, 19)],
  ['another instance', { ...listen(0, 60), instanceId: 'beta' }],
  ['other credentials', listen(0, 60, undefined, { headers: { Authorization: 'Bearer x' } })],
  [
    'a subscription to something else',
    listen(0, 60, undefined, { stream: [{ ...ACKNOWLEDGED, params: {} }] }),
  ],
])('spares %s', (_, stream) => {
  expect(findingsOf(changeNotAnnounced, list(10, ['a']), list(20, ['a', 'b']), stream)).toEqual([]);
});

it('spares servers that do not declare it, and lists that only came in another order', () => {
  const discovered = (listChanged: boolean) => ({
    method: 'server/discover',
    result: { capabilities: { tools: { listChanged } } },
  });
  const change = [list(10, ['a']), list(20, ['a', 'b']), listen(0, 60)] as const;
  expect(findingsOf(changeNotAnnounced, discovered(false), ...change)).toEqual([]);
  expect(findingsOf(changeNotAnnounced, discovered(true), ...change)).toHaveLength(1);
  expect(findingsOf(changeNotAnnounced, list(10, ['a', 'b']), list(20, ['b', 'a']), listen(0, 60))).toEqual(
    [],
  );
});
