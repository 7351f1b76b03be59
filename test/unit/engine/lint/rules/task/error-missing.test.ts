import { expect, it } from 'vitest';
import { errorMissing } from '../../../../../../engine/lint/rules/task/error-missing.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { creates, polls } from '../../../../../support/lint/tasks.ts';

const failed = { status: 'failed' };

it('finds a failed task without its error', () => {
  expect(findingsOf(errorMissing, polls(0, failed))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result', found: 'no error' },
  ]);
  expect(findingsOf(errorMissing, polls(0, { ...failed, error: 'down' }))).toMatchObject([
    { pointer: 'event:0:/result/error', found: '"down"' },
  ]);
});

it.each([
  polls(0, { ...failed, error: { code: 7, message: 'x' } }),
  polls(0, { ...failed, result: { content: [], isError: true } }),
  polls(0),
  creates(failed),
])('spares errors, a tool’s result, other states and the answer to a call', (parts) => {
  expect(findingsOf(errorMissing, parts)).toEqual([]);
});
