import { expect, test } from 'vitest';
import { BUGS, isBugName } from '../../../demo/bugs.ts';

test('each bug has its own name, a title and one sentence', () => {
  expect(BUGS.map((bug) => bug.name)).toEqual([
    'memory-basket',
    'own-key',
    'shuffled-tools',
    'ignores-headers',
    'missing-result-type',
    'lost-task',
    'early-handle',
    'eager-task',
    'stuck-task',
    'flapping-task',
  ]);
  for (const bug of BUGS) {
    expect(bug.title).not.toBe('');
    expect(bug.breaks).toMatch(/^\S.*\.$/);
  }
});

test('knows its names and no others', () => {
  expect(isBugName('own-key')).toBe(true);
  expect(isBugName('toString')).toBe(false);
  expect(isBugName('')).toBe(false);
});
