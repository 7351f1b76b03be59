import { expect, it } from 'vitest';
import { SCHEDULE_NAMES } from '../../../../../shared/model/replay-run.ts';
import { BATTERY, withSchedule } from '../../../../../renderer/replay/run/battery.ts';

it('keeps chosen schedules in one order, whatever is pressed first', () => {
  const chosen = withSchedule(withSchedule([], 'reorder', true), 'pinned', true);
  expect(chosen).toEqual(['pinned', 'reorder']);
  expect(withSchedule(chosen, 'pinned', false)).toEqual(['reorder']);
  expect(withSchedule(chosen, 'reorder', true)).toEqual(chosen);
});

it('tells of every schedule once', () => {
  expect(BATTERY.map(({ name }) => name).toSorted()).toEqual([...SCHEDULE_NAMES].sort());
});
