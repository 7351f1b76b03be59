import { expect, it } from 'vitest';
import { terminalLeft } from '../../../../../../engine/lint/rules/task/terminal-left.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { creates, listens, notifies, on, polls } from '../../../../../support/lint/tasks.ts';

const done = (ms: number): ExchangeParts => polls(ms, { status: 'completed', result: {} });

it('finds an end that was none, each time it is left', () => {
  expect(findingsOf(terminalLeft, creates(), done(0), polls(1000), polls(2000))).toMatchObject([
    {
      severity: 'error',
      side: 'server',
      pointer: 'event:0:/result/status',
      expected: 'completed',
      found: 'working',
    },
  ]);
  expect(findingsOf(terminalLeft, done(0), polls(1000), done(2000), polls(3000))).toHaveLength(2);
  expect(findingsOf(terminalLeft, done(0), polls(1000, { status: 'cancelled' }))).toHaveLength(1);
});

it('looks along a stream, and from a stream to polls', () => {
  const flapping = listens(0, [notifies({ status: 'completed', result: {} }), notifies()]);
  expect(findingsOf(terminalLeft, flapping)).toMatchObject([{ pointer: 'event:2:/params/status' }]);
  const ended = listens(0, [notifies({ status: 'completed', result: {} })]);
  expect(findingsOf(terminalLeft, ended, on('beta', polls(1000)))).toHaveLength(1);
});

it.each<[string, ExchangeParts[]]>([
  [
    'ordinary lives',
    [creates(), polls(0), polls(1, { status: 'input_required' }), polls(2), done(3), done(20)],
  ],
  ['an answer that was overtaken', [done(10), polls(5, {}, { row: { durationMs: 500 } })]],
  ['a notification that a poll overtook', [done(10), listens(5, [notifies()])]],
])('spares %s', (_, parts) => {
  expect(findingsOf(terminalLeft, ...parts)).toEqual([]);
});
