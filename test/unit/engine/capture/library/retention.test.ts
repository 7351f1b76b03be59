import { expect, it } from 'vitest';
import { outOfRetention } from '../../../../../engine/capture/library/retention.ts';
import type { LibraryEntry } from '../../../../../shared/model/capture-library.ts';

const DAY = 24 * 60 * 60 * 1_000;
const NOW = 100 * DAY;

function entry(name: string, ageDays: number, changes: Partial<LibraryEntry> = {}): LibraryEntry {
  return {
    ...{ name, path: `/${name}`, bytes: 10, changedAt: NOW - ageDays * DAY, open: false },
    ...{ title: '', note: '', tags: [], pinned: false },
    ...changes,
  };
}

const names = (found: readonly LibraryEntry[]): string[] => found.map(({ name }) => name);
const FILES = [
  entry('new', 1),
  entry('old', 40),
  entry('older', 60),
  entry('pinned', 90, { pinned: true }),
  entry('open', 95, { open: true }),
];

it('takes nothing unless it is told to', () => {
  expect(outOfRetention(FILES, {}, NOW)).toEqual([]);
});

it('takes what is older, but nothing that is open or pinned', () => {
  expect(names(outOfRetention(FILES, { days: 30 }, NOW))).toEqual(['older', 'old']);
  expect(names(outOfRetention(FILES, { days: 40 }, NOW))).toEqual(['older']);
});

it('takes the oldest until the rest is small enough; what stays counts', () => {
  expect(names(outOfRetention(FILES, { bytes: 45 }, NOW))).toEqual(['older']);
  expect(names(outOfRetention(FILES, { bytes: 0 }, NOW))).toEqual(['older', 'old', 'new']);
  expect(names(outOfRetention(FILES, { days: 50, bytes: 50 }, NOW))).toEqual(['older']);
});
