import { expect, test } from 'vitest';
import { sharedSwitch, watchChanges } from '../../../../demo/store/switches.ts';
import { openSharedStore, type Change } from '../../../../demo/store/shared-store.ts';

const CHANGES: readonly Change[] = [{ kind: 'tools' }, { kind: 'resource', uri: 'a://b' }];

test('tells each change once and in order, and nothing when nothing was turned', () => {
  const store = openSharedStore(':memory:');
  const season = sharedSwitch(store, 'season', CHANGES);
  season.set(true);
  const told: Change[] = [];
  const watcher = watchChanges(store, (change) => told.push(change));
  watcher.check();
  expect(told).toEqual([]);
  expect(season.set(true)).toBe(true);
  expect(season.set()).toBe(false);
  expect(season.isOn()).toBe(false);
  watcher.check();
  watcher.check();
  expect(told).toEqual(CHANGES);
  watcher.stop();
});

test('forgets old changes without losing new ones', () => {
  const store = openSharedStore(':memory:');
  const season = sharedSwitch(store, 'season', CHANGES);
  let told = 0;
  const watcher = watchChanges(store, () => (told += 1));
  for (let turn = 0; turn < 600; turn += 1) {
    season.set();
    watcher.check();
  }
  expect(told).toBe(1_200);
  expect(store.prepare('SELECT COUNT(*) AS kept FROM changes').get()?.['kept']).toBe(1_000);
  watcher.stop();
});
