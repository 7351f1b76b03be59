import { expect, it } from 'vitest';
import { NO_PIECE, PieceMemory } from '../../../../engine/capture/piece-memory.ts';

function memory(last = 0): { memory: PieceMemory; made: [number, string][] } {
  const made: [number, string][] = [];
  return { memory: new PieceMemory(last, (id, text) => made.push([id, text])), made };
}

it('makes a piece of a text that comes a second time, once', () => {
  const { memory: pieces, made } = memory(7);
  expect([1, 2, 3].map(() => pieces.idOf('same'))).toEqual([NO_PIECE, 8, 8]);
  expect(pieces.idOf('other')).toBe(NO_PIECE);
  expect(made).toEqual([[8, 'same']]);
});

it('makes one at once of what is known to come again', () => {
  const { memory: pieces, made } = memory();
  expect([1, 2].map(() => pieces.idOf('draft', true))).toEqual([1, 1]);
  expect(made).toEqual([[1, 'draft']]);
});

it('takes three parts as one text, and tells apart what has one of them alike', () => {
  const { memory: pieces, made } = memory();
  const ask = (before: string, behind: string): number => pieces.idOf('m', false, before, behind);
  expect([ask('a', 'z'), ask('a', 'z'), ask('a', 'z')]).toEqual([NO_PIECE, 1, 1]);
  expect([ask('b', 'z'), ask('b', 'z')]).toEqual([NO_PIECE, 2]);
  expect([ask('b', 'y'), ask('b', 'y')]).toEqual([NO_PIECE, 3]);
  expect(made).toEqual([
    [1, 'amz'],
    [2, 'bmz'],
    [3, 'bmy'],
  ]);
});

it('forgets what has not come for long, and remembers what comes now and then', () => {
  const { memory: pieces } = memory();
  const often = (): number => pieces.idOf('often', true);
  expect(often()).toBe(1);
  pieces.idOf('once', true);
  for (let round = 0; round < 20; round += 1) {
    for (let count = 0; count < 100; count += 1) pieces.idOf(`${String(round)} ${String(count)}`);
    expect(often()).toBe(1);
  }
  expect(pieces.idOf('once')).toBe(NO_PIECE);
});

it('keeps no long text in memory', () => {
  const { memory: pieces, made } = memory();
  const long = 'x'.repeat(9_000);
  expect([1, 2, 3].map(() => pieces.idOf(long, true))).toEqual([NO_PIECE, NO_PIECE, NO_PIECE]);
  expect([1, 2, 3].map(() => pieces.idOf('m', true, long))).toEqual([NO_PIECE, NO_PIECE, NO_PIECE]);
  expect(made).toEqual([]);
});

it('makes new ones after something was not written', () => {
  const { memory: pieces, made } = memory();
  pieces.idOf('same', true);
  pieces.forget();
  expect(pieces.idOf('same', true)).toBe(2);
  expect(made).toEqual([
    [1, 'same'],
    [2, 'same'],
  ]);
});
