import { expect, it } from 'vitest';
import { notAsked } from '../../../../../../engine/lint/rules/log/not-asked.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';
import { begins, piped, processRow } from '../../../../../support/lint/pipes.ts';

function log(level: string) {
  return { jsonrpc: '2.0', method: 'notifications/message', params: { level, data: 'x' } };
}

function asking(level: string) {
  return { ...META, 'io.modelcontextprotocol/logLevel': level };
}

const result = { tools: [] };

it('finds a message that nobody asked for', () => {
  expect(findingsOf(notAsked, { stream: [log('error')], result })).toMatchObject([
    { side: 'server', pointer: 'event:0', expected: 'no log message without a logLevel' },
  ]);
});

it('finds a message below the level that was asked for', () => {
  const stream = [log('debug'), log('notice'), log('warning'), log('emergency')];
  expect(findingsOf(notAsked, { meta: asking('warning'), stream, result })).toMatchObject([
    { pointer: 'event:0:/params/level', expected: '"warning" or above', found: '"debug"' },
    { pointer: 'event:1:/params/level' },
  ]);
});

it('finds one on a pipe while no request asked for any', () => {
  const asks = piped(5, 9, { meta: asking('debug') });
  const row = processRow([3, log('info')], [6, log('info')]);
  expect(findingsOf(notAsked, begins(), asks, row)).toMatchObject([{ pointer: 'event:0' }]);
  expect(findingsOf(notAsked, asks, row)).toEqual([]);
});

it('spares unknown levels, subscriptions and legacy sessions', () => {
  const stream = [log('debug'), log('loud')];
  expect(findingsOf(notAsked, { meta: asking('loud'), stream, result })).toEqual([]);
  expect(findingsOf(notAsked, { method: 'subscriptions/listen', stream })).toEqual([]);
  expect(findingsOf(notAsked, { row: { era: 'legacy' }, stream, result })).toEqual([]);
});
