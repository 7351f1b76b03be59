import { expect, it } from 'vitest';
import { resultChanged } from '../../../../../../engine/lint/rules/task/result-changed.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';
import { on, polls } from '../../../../../support/lint/tasks.ts';

const done = (ms: number, result: object): ExchangeParts =>
  polls(ms, { status: 'completed', result: result as never });

it('finds a result that changes, once', () => {
  expect(
    findingsOf(resultChanged, done(0, { a: 1 }), on('beta', done(1000, { a: 2 })), done(2000, { a: 3 })),
  ).toMatchObject([{ severity: 'error', side: 'server', pointer: 'event:0:/result/result' }]);
  const failed = (ms: number, code: number) => polls(ms, { status: 'failed', error: { code, message: '' } });
  expect(findingsOf(resultChanged, failed(0, 1), failed(1000, 2))).toMatchObject([
    { pointer: 'event:0:/result/error' },
  ]);
});

it.each<[string, ExchangeParts[]]>([
  ['the same result in another order', [done(0, { a: 1, b: 2 }), done(1000, { b: 2, a: 1 })]],
  ['who answers', [done(0, { a: 1, _meta: { x: 1 } }), done(1000, { a: 1, _meta: { x: 2 } })]],
  ['answers at the same time', [done(0, { a: 1 }), done(1, { a: 2 })]],
])('spares %s', (_, parts) => {
  expect(findingsOf(resultChanged, ...parts)).toEqual([]);
});
