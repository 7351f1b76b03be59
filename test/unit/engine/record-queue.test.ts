import { describe, expect, it } from 'vitest';
import { createRecordQueue } from '../../../engine/record-queue.ts';

function setUp() {
  const turns: (() => void)[] = [];
  const told: string[] = [];
  const queue = createRecordQueue((go) => turns.push(go));
  const add = (name: string, more: () => void = () => undefined): void => {
    queue.add({
      tell: () => {
        told.push(name);
        more();
      },
    });
  };
  return { turns, told, queue, add };
}

describe('createRecordQueue', () => {
  it('tells everything of a turn at its end, in order, and asks for one turn only', () => {
    const { turns, told, add } = setUp();
    add('a');
    add('b');
    expect([told, turns.length]).toEqual([[], 1]);
    turns[0]?.();
    expect(told).toEqual(['a', 'b']);
    add('c');
    expect(turns).toHaveLength(2);
    turns[1]?.();
    expect(told).toEqual(['a', 'b', 'c']);
  });

  it('tells at once when asked, and then nothing twice', () => {
    const { turns, told, queue, add } = setUp();
    add('a');
    queue.flush();
    expect(told).toEqual(['a']);
    turns[0]?.();
    expect(told).toEqual(['a']);
  });

  it('tells what comes up while it tells', () => {
    const { turns, told, add } = setUp();
    add('a', () => {
      add('b');
    });
    turns[0]?.();
    expect(told).toEqual(['a', 'b']);
  });

  it('tells the others although one throws, and goes on afterwards', async () => {
    const { turns, told, add } = setUp();
    const thrown = new Promise((resolve) => {
      const before = process.listeners('uncaughtException');
      process.removeAllListeners('uncaughtException');
      process.once('uncaughtException', (error) => {
        for (const listener of before) process.on('uncaughtException', listener);
        resolve(String(error));
      });
    });
    add('a', () => {
      throw new Error('broken');
    });
    add('b');
    turns[0]?.();
    expect(await thrown).toBe('Error: broken');
    add('c');
    turns[1]?.();
    expect(told).toEqual(['a', 'b', 'c']);
  });
});
