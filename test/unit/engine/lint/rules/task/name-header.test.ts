import { expect, it } from 'vitest';
import { nameHeader } from '../../../../../../engine/lint/rules/task/name-header.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { cancels, polls, TASK_ID } from '../../../../../support/lint/tasks.ts';

const named = (name: string | null): ExchangeParts => polls(0, {}, { headers: { 'Mcp-Name': name } });

it('finds a name that is not the task’s', () => {
  expect(findingsOf(nameHeader, named('other'))).toMatchObject([
    { severity: 'error', side: 'client', pointer: 'header:Mcp-Name', found: '"other"' },
  ]);
  expect(findingsOf(nameHeader, named(null))).toMatchObject([{ found: 'no such header' }]);
});

it.each<[string, ExchangeParts]>([
  ['the right name', cancels(0)],
  ['its Base64', named(`=?base64?${Buffer.from(TASK_ID).toString('base64')}?=`)],
  ['pipes', { ...named(null), row: { transport: 'stdio' } }],
  ['requests without a task', polls(0, {}, { params: { taskId: null }, headers: {} })],
])('spares %s', (_, parts) => {
  expect(findingsOf(nameHeader, parts)).toEqual([]);
});
