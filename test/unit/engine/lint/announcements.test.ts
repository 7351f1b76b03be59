import { expect, it } from 'vitest';
import { Announcements } from '../../../../engine/lint/announcements.ts';
import { exchange } from '../../../support/lint/exchange.ts';

const CHANGED = 'notifications/tools/list_changed';

it('remembers when which instance announced a change', () => {
  const announcements = new Announcements();
  const seen = exchange({ stream: [{ jsonrpc: '2.0', method: CHANGED }] });
  announcements.learn(seen);
  const at = seen.startedAt + (seen.messages[0]?.atMs ?? 0);
  expect(announcements.within(['beta', 'alpha'], CHANGED, at, at)).toBe(true);
  expect(announcements.within(['alpha'], CHANGED, at + 1, at + 9)).toBe(false);
  expect(announcements.within(['beta'], CHANGED, at, at)).toBe(false);
  expect(announcements.within(['alpha'], 'notifications/prompts/list_changed', at, at)).toBe(false);
});

it('forgets old ones and other notifications', () => {
  const announcements = new Announcements();
  const stream = [
    { jsonrpc: '2.0', method: CHANGED },
    { jsonrpc: '2.0', method: 'notifications/message' },
  ];
  for (let count = 0; count < 100; count += 1) announcements.learn(exchange({ stream }));
  expect(announcements.size).toBe(50);
});
