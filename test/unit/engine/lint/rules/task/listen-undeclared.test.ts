import { expect, it } from 'vitest';
import { listenUndeclared } from '../../../../../../engine/lint/rules/task/listen-undeclared.ts';
import { META, findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { discovers, listens } from '../../../../../support/lint/tasks.ts';

const asked = listens(0, [], { meta: META });
const refused = (code: number): ExchangeParts => {
  const { stream: _, ...rest } = asked;
  return { ...rest, error: { code } };
};

it('finds a subscription to tasks that should have been refused', () => {
  expect(findingsOf(listenUndeclared, asked)).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0', found: 'a subscription' },
  ]);
  expect(findingsOf(listenUndeclared, discovers('alpha', 'x'), refused(-32602))).toMatchObject([
    { pointer: 'event:0:/error/code' },
  ]);
});

it.each<[string, ExchangeParts[]]>([
  ['clients that declare it', [listens(0, [])]],
  ['the right error', [discovers('alpha', 'x'), refused(-32021)]],
  ['servers without tasks', [refused(-32602)]],
  [
    'subscriptions to other things',
    [listens(0, [], { meta: META, params: { notifications: { toolsListChanged: true } } })],
  ],
])('spares %s', (_, parts) => {
  expect(findingsOf(listenUndeclared, ...parts)).toEqual([]);
});
