import { describe, expect, it } from 'vitest';
import { density } from '../../../../renderer/tasks/brush-picture.ts';
import { life, mark } from './make-life.ts';

describe('the recording in small', () => {
  it('counts exchanges by stretch, and tells where something is wrong', () => {
    const lives = [
      life('t1', { marks: [mark(1, 0), mark(2, 10), mark(3, 999)] }),
      life('t2', { marks: [mark(4, 1000, { errorCode: -32602 })] }),
    ];
    expect(density(lives, { from: 0, to: 1000 }, 4)).toEqual([
      { count: 2, odd: false },
      { count: 0, odd: false },
      { count: 0, odd: false },
      { count: 2, odd: true },
    ]);
  });
});
