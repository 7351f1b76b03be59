import { expect, it } from 'vitest';
import { pastTtl } from '../../../../../../engine/lint/rules/task/past-ttl.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { creates, polls } from '../../../../../support/lint/tasks.ts';

it('finds a task that goes on after its ttl, once', () => {
  expect(findingsOf(pastTtl, creates(), polls(62_000), polls(63_000))).toMatchObject([
    { severity: 'warning', side: 'server', pointer: 'event:0:/result/status' },
  ]);
});

it.each<[string, ExchangeParts[]]>([
  ['tasks in time', [creates(), polls(59_000)]],
  ['a moment after it', [creates(), polls(60_500)]],
  ['tasks that have ended', [creates(), polls(90_000, { status: 'failed' })]],
  ['a ttl that was raised', [creates(), polls(62_000, { ttlMs: 120_000 })]],
  ['no ttl', [creates({ ttlMs: null }), polls(99_000, { ttlMs: null })]],
])('spares %s', (_, parts) => {
  expect(findingsOf(pastTtl, ...parts)).toEqual([]);
});
