import { expect, it } from 'vitest';
import { everyMessage, page, rule, tasksPage } from '../../../../engine/lint/rule.ts';
import { exchange } from '../../../support/lint/exchange.ts';

it('keeps a rule as it is', () => {
  const parts = {
    id: 'area.name',
    title: 'a',
    checks: 'Something.',
    spares: 'Nobody.',
    severity: 'error',
    side: 'client',
    era: 'any',
    link: page('basic/index'),
    fix: 'b',
  } as const;
  expect(rule(parts)).toBe(parts);
});

it('links pages as they are published', () => {
  const root = 'https://modelcontextprotocol.io/specification/2026-07-28/';
  expect(page('basic/index#_meta')).toBe(`${root}basic#_meta`);
  expect(page('basic/index')).toBe(`${root}basic`);
  expect(page('server/tools#errors')).toBe(`${root}server/tools#errors`);
  expect(tasksPage('task-status')).toMatch(/tasks\.md#task-status$/);
});

it('lists all messages, the request’s first', () => {
  const stream = [{ jsonrpc: '2.0', method: 'notifications/message', params: {} }];
  expect(everyMessage(exchange({ stream, result: {} })).map(({ place }) => place)).toEqual([
    'request',
    'event:0',
    'event:1',
  ]);
  const body = [{ jsonrpc: '2.0', id: 1, method: 'a' }, 7];
  expect(everyMessage(exchange({ body, silent: true })).map(({ place }) => place)).toEqual([
    'request:/0',
    'request:/1',
  ]);
  expect(everyMessage(exchange({ body: null, silent: true }))).toEqual([]);
});
