import { describe, expect, it } from 'vitest';
import { askable, inTurn, membersOf } from '../../../../engine/tasks/task-targets.ts';

const fleets = [
  { id: 'f', name: 'f', instanceIds: ['b', 'a', 'c'] },
  { id: 'g', name: 'g', instanceIds: ['d', 'a'] },
  { id: 'h', name: 'h', instanceIds: ['x'] },
];

describe('membersOf', () => {
  it('begins with the creator, and has all others of its fleets once', () => {
    expect(membersOf('a', fleets)).toEqual(['a', 'b', 'c', 'd']);
    expect(membersOf('alone', fleets)).toEqual(['alone']);
  });
});

describe('askable', () => {
  it('is the creator alone, or all that are there', () => {
    const isThere = (id: string): boolean => id !== 'a';
    expect(askable('creator', ['a', 'b'], () => true)).toEqual(['a']);
    expect(askable('creator', ['a', 'b'], isThere)).toEqual([]);
    expect(askable('round-robin', ['a', 'b', 'c'], isThere)).toEqual(['b', 'c']);
  });
});

describe('inTurn', () => {
  it('goes round, or takes all', () => {
    expect([0, 1, 2, 3].map((turn) => inTurn('round-robin', ['a', 'b', 'c'], turn))).toEqual([
      ['a'],
      ['b'],
      ['c'],
      ['a'],
    ]);
    expect(inTurn('all', ['a', 'b'], 5)).toEqual(['a', 'b']);
    expect(inTurn('creator', ['a'], 5)).toEqual(['a']);
    expect(inTurn('creator', [], 5)).toEqual([]);
  });
});
