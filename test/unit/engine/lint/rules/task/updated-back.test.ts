import { expect, it } from 'vitest';
import { updatedBack } from '../../../../../../engine/lint/rules/task/updated-back.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { creates, polls, START } from '../../../../../support/lint/tasks.ts';

const updated = (ms: number, at: number) => polls(ms, { lastUpdatedAt: new Date(START + at).toISOString() });

it('finds a step back, once for each', () => {
  expect(
    findingsOf(updatedBack, creates(), updated(0, 500), updated(1000, 200), updated(2000, 200)),
  ).toMatchObject([{ severity: 'warning', side: 'server', pointer: 'event:0:/result/lastUpdatedAt' }]);
});

it('spares times that rise or stay, and answers that overtake each other', () => {
  expect(findingsOf(updatedBack, creates(), updated(0, 0), updated(1000, 900), updated(2000, 900))).toEqual(
    [],
  );
  expect(findingsOf(updatedBack, updated(10, 10), updated(5, 0))).toEqual([]);
  expect(findingsOf(updatedBack, updated(0, 10), polls(1000, { lastUpdatedAt: 'soon' }))).toEqual([]);
});
