import { expect, it } from 'vitest';
import { goneEarly } from '../../../../../../engine/lint/rules/task/gone-early.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { creates, on, polls } from '../../../../../support/lint/tasks.ts';

it('finds a task that is gone before its time, once', () => {
  expect(findingsOf(goneEarly, creates(), polls(0), polls(1000, -32602), polls(2000, -32602))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/error' },
  ]);
  expect(findingsOf(goneEarly, polls(0, { ttlMs: null }), polls(90_000, -32602))).toHaveLength(1);
});

it('only warns where the task has ended', () => {
  const done = polls(0, { status: 'completed', result: {} });
  expect(findingsOf(goneEarly, creates(), done, polls(1000, -32602))).toMatchObject([
    { severity: 'warning' },
  ]);
});

it.each<[string, ExchangeParts[]]>([
  ['tasks past their ttl', [creates(), polls(0), polls(60_000, -32602)]],
  ['a ttl that was lowered', [creates(), polls(0, { ttlMs: 500 }), polls(1000, -32602)]],
  ['instances that never knew it', [creates(), polls(0), on('beta', polls(1000, -32602))]],
  ['tasks of which nobody knows when they began', [polls(0), polls(1000, -32602)]],
  ['a poll that was on its way', [creates(), polls(0), polls(5, -32602)]],
])('spares %s', (_, parts) => {
  expect(findingsOf(goneEarly, ...parts)).toEqual([]);
});
