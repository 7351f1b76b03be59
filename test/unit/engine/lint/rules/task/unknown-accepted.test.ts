import { expect, it } from 'vitest';
import { unknownAccepted } from '../../../../../../engine/lint/rules/task/unknown-accepted.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { cancels, creates, on, polls, updates } from '../../../../../support/lint/tasks.ts';

it('finds acknowledgements for a task that is not there', () => {
  expect(findingsOf(unknownAccepted, polls(0, -32602), cancels(20), updates(40, {}))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:0:/result' },
    { found: 'an acknowledgement' },
  ]);
});

it.each<[string, ExchangeParts[]]>([
  ['errors', [polls(0, -32602), { ...cancels(20), error: { code: -32602 } }]],
  ['tasks that are there by now', [polls(0, -32602), polls(500), cancels(1000)]],
  ['tasks that are made since', [polls(-500, -32602), creates(), cancels(20)]],
  ['other instances', [on('beta', polls(0, -32602)), cancels(20)]],
  ['tasks nobody asked about', [cancels(0)]],
])('spares %s', (_, parts) => {
  expect(findingsOf(unknownAccepted, ...parts)).toEqual([]);
});
