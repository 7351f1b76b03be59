import { expect, it } from 'vitest';
import { unknownCode } from '../../../../../../engine/lint/rules/task/unknown-code.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { cancels, polls } from '../../../../../support/lint/tasks.ts';

it('finds another code for an unknown task', () => {
  expect(findingsOf(unknownCode, polls(0, -32603))).toMatchObject([
    {
      severity: 'error',
      side: 'server',
      pointer: 'event:0:/error/code',
      expected: '-32602',
      found: '-32603',
    },
  ]);
  const { result: _, ...cancel } = cancels(0);
  const expired = { ...cancel, error: { code: -32001, message: 'The task has expired' } };
  expect(findingsOf(unknownCode, expired)).toMatchObject([{ severity: 'warning' }]);
});

it.each<[string, ExchangeParts]>([
  ['the right code', polls(0, -32602)],
  ['methods that are unknown', polls(0, -32601)],
  ['other failures', { ...polls(0, -32603), error: { code: -32603, message: 'Down' } }],
])('spares %s', (_, parts) => {
  expect(findingsOf(unknownCode, parts)).toEqual([]);
});
