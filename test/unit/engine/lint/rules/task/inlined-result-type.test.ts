import { expect, it } from 'vitest';
import { inlinedResultType } from '../../../../../../engine/lint/rules/task/inlined-result-type.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { polls } from '../../../../../support/lint/tasks.ts';

it('makes a note of a result without its type', () => {
  expect(
    findingsOf(inlinedResultType, polls(0, { status: 'completed', result: { content: [] } })),
  ).toMatchObject([{ severity: 'note', side: 'server', pointer: 'event:0:/result/result' }]);
});

it('spares results that have it, and tasks without one', () => {
  const typed = polls(0, { status: 'completed', result: { resultType: 'complete', content: [] } });
  expect(findingsOf(inlinedResultType, typed, polls(1, { status: 'completed' }), polls(2))).toEqual([]);
});
