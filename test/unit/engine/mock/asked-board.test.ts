import { describe, expect, it } from 'vitest';
import { AskedBoard, type AskedOnce } from '../../../../engine/mock/asked-board.ts';
import { MOST_ASKED } from '../../../../shared/model/mock.ts';

const asked = (name: string, part: Partial<AskedOnce> = {}): AskedOnce => ({
  ...{ era: 'modern', method: 'tools/call', name, outcome: 'answered', at: 1, number: 7 },
  ...part,
});

describe('what a mock was asked', () => {
  it('is counted by era, method and name, the latest first', () => {
    const board = new AskedBoard();
    board.note(asked('a'));
    board.note(asked('b', { at: 2 }));
    board.note(asked('a', { at: 3, number: 9 }));
    board.note(asked('a', { at: 4, era: 'legacy' }));
    expect(board.list()).toEqual([
      {
        era: 'legacy',
        method: 'tools/call',
        name: 'a',
        answered: 1,
        alike: 0,
        unmatched: 0,
        lastAt: 4,
        number: 7,
      },
      {
        era: 'modern',
        method: 'tools/call',
        name: 'a',
        answered: 2,
        alike: 0,
        unmatched: 0,
        lastAt: 3,
        number: 9,
      },
      {
        era: 'modern',
        method: 'tools/call',
        name: 'b',
        answered: 1,
        alike: 0,
        unmatched: 0,
        lastAt: 2,
        number: 7,
      },
    ]);
  });

  it('keeps why one was not found after another one was', () => {
    const board = new AskedBoard();
    board.note(asked('a', { outcome: 'unmatched', says: 'Not there.' }));
    board.note(asked('a', { outcome: 'alike', says: 'Nearly there.', number: 3 }));
    board.note(asked('a', { number: 5 }));
    expect(board.list()).toMatchObject([
      { answered: 2, alike: 1, unmatched: 1, number: 5, says: 'Nearly there.' },
    ]);
  });

  it('forgets what is in the recording before what is not', () => {
    const board = new AskedBoard();
    board.note(asked('lost', { outcome: 'unmatched', says: 'Not there.' }));
    for (let count = 0; count < MOST_ASKED + 4; count += 1) board.note(asked(String(count)));
    expect(board.list()).toHaveLength(MOST_ASKED);
    expect(board.before()).toBe(5);
    expect(board.list().at(-1)).toMatchObject({ name: 'lost' });
    expect(board.list().at(-2)).toMatchObject({ name: '5' });
  });

  it('forgets the oldest where all of it is not in the recording', () => {
    const board = new AskedBoard();
    for (let count = 0; count <= MOST_ASKED; count += 1)
      board.note(asked(String(count), { outcome: 'unmatched' }));
    expect(board.list().at(-1)).toMatchObject({ name: '1' });
  });
});
