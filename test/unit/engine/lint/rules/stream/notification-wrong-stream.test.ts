import { expect, it } from 'vitest';
import { notificationWrongStream } from '../../../../../../engine/lint/rules/stream/notification-wrong-stream.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const note = (method: string) => ({ jsonrpc: '2.0', method, params: {} });
const PROGRESS = note('notifications/progress');
const CHANGED = note('notifications/tools/list_changed');
const FOREIGN = note('notifications/com.example/x');
const listen = { method: 'subscriptions/listen' } as const;

it('is content with each on its own stream, and with what it does not know', () => {
  expect(
    findingsOf(
      notificationWrongStream,
      { stream: [PROGRESS, note('notifications/message'), FOREIGN], result: {} },
      { ...listen, stream: [note('notifications/subscriptions/acknowledged'), CHANGED, FOREIGN] },
    ),
  ).toEqual([]);
});

it.each([
  [{ stream: [PROGRESS, CHANGED], result: {} }, 'event:1:/method'],
  [{ stream: [note('notifications/resources/updated')], result: {} }, 'event:0:/method'],
  [{ ...listen, stream: [CHANGED, PROGRESS] }, 'event:1:/method'],
  [{ ...listen, stream: [note('notifications/message')] }, 'event:0:/method'],
])('finds what belongs elsewhere', (parts, pointer) => {
  expect(findingsOf(notificationWrongStream, parts)).toMatchObject([
    { severity: 'error', side: 'server', pointer },
  ]);
});

it('leaves stdio alone, where all share one stream, and legacy sessions', () => {
  const parts = { stream: [CHANGED], result: {} };
  expect(findingsOf(notificationWrongStream, { ...parts, row: { transport: 'stdio' } })).toEqual([]);
  expect(findingsOf(notificationWrongStream, { ...parts, row: { era: 'legacy' } })).toEqual([]);
});
