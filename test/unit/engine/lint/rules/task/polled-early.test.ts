import { expect, it } from 'vitest';
import { polledEarly } from '../../../../../../engine/lint/rules/task/polled-early.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { creates, on, polls, updates } from '../../../../../support/lint/tasks.ts';

const behind = (ms: number): ExchangeParts => polls(ms, {}, { row: { origin: 'import' } });

it('finds a client that polls too fast, once', () => {
  const made = creates({}, { row: { origin: 'import' } });
  expect(findingsOf(polledEarly, made, behind(0), behind(200), behind(400))).toMatchObject([
    { severity: 'warning', side: 'client', expected: '1000 ms between two polls', found: '200 ms' },
  ]);
});

it('makes a note of it where Hopscope itself polls', () => {
  expect(findingsOf(polledEarly, creates(), polls(0), polls(200))).toMatchObject([{ severity: 'note' }]);
});

it.each<[string, ExchangeParts[]]>([
  ['whoever waits', [creates(), behind(0), behind(1000), behind(1950)]],
  ['the first poll', [creates(), behind(1)]],
  [
    'a look after an update',
    [creates(), behind(0), updates(100, {}, { row: { origin: 'import' } }), behind(200)],
  ],
  ['servers that ask for nothing', [polls(0, { pollIntervalMs: 0 }), polls(1)]],
  ['another instance', [creates(), polls(0), on('beta', polls(1))]],
])('spares %s', (_, parts) => {
  const together = parts.map((part, at) =>
    at === 0 ? { ...part, row: { ...part.row, origin: 'import' as const } } : part,
  );
  expect(findingsOf(polledEarly, ...together)).toEqual([]);
});
