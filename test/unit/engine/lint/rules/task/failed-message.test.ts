import { expect, it } from 'vitest';
import { failedMessage } from '../../../../../../engine/lint/rules/task/failed-message.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { creates, polls } from '../../../../../support/lint/tasks.ts';

it('finds a failure that nobody explains', () => {
  expect(findingsOf(failedMessage, polls(0, { status: 'failed' }))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:0:/result' },
  ]);
});

it('spares messages, other states and the answer to a call', () => {
  const told = polls(0, { status: 'failed', statusMessage: 'Out of paper' });
  expect(findingsOf(failedMessage, told, polls(1), creates({ status: 'failed' }))).toEqual([]);
});
