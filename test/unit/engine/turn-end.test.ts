import { describe, expect, it } from 'vitest';
import { createTurnEnd, TURN_END } from '../../../engine/turn-end.ts';

function setUp() {
  const turns: (() => void)[] = [];
  const done: string[] = [];
  const end = createTurnEnd((go) => turns.push(go));
  return {
    turns,
    done,
    end,
    write: (name: string, more: () => void = () => undefined): void => {
      end.write(() => {
        done.push(name);
        more();
      });
    },
    after: (name: string): void => {
      end.afterWrites(() => done.push(name));
    },
    /** What waits now, and nothing that comes meanwhile. */
    turn: (): void => {
      for (const go of turns.splice(0)) go();
    },
  };
}

describe('createTurnEnd', () => {
  it('lets everything leave in order, then the rest, whichever came first', () => {
    const { turns, done, write, after, turn } = setUp();
    after('record a');
    write('a');
    after('record b');
    write('b');
    expect([done, turns.length]).toEqual([[], 2]);
    turn();
    expect(done).toEqual(['a', 'b', 'record a', 'record b']);
    turn();
    expect(done).toHaveLength(4);
  });

  it('tells what comes up between the two behind what leaves then', () => {
    const { turns, done, write, after } = setUp();
    write('a');
    turns[0]?.();
    after('record a');
    write('b');
    turns[1]?.();
    // Once the end of `b` can have been told.
    expect(done).toEqual(['a']);
    turns[2]?.();
    turns[3]?.();
    expect(done).toEqual(['a', 'b', 'record a']);
    expect(turns).toHaveLength(4);
  });

  it('lets nobody wait for what another one throws, which is thrown on', async () => {
    const { done, write, after, end, turn } = setUp();
    const thrown: unknown[] = [];
    const before = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException');
    process.on('uncaughtException', (error) => thrown.push(error));
    try {
      for (const when of ['write', 'afterWrites'] as const)
        end[when](() => {
          throw new Error(when);
        });
      write('a');
      after('record a');
      turn();
      await new Promise((resolve) => setImmediate(resolve));
    } finally {
      process.removeAllListeners('uncaughtException');
      for (const listener of before) process.on('uncaughtException', listener);
    }
    expect(done).toEqual(['a', 'record a']);
    expect(thrown.map(String)).toEqual(['Error: write', 'Error: afterWrites']);
  });

  it('leaves what comes up at the end to the next turn', () => {
    const { done, write, end, turn } = setUp();
    end.afterWrites(() => {
      write('next');
    });
    turn();
    expect(done).toEqual([]);
    turn();
    expect(done).toEqual(['next']);
  });

  it('lets Node tell the end of a write before the rest', async () => {
    const done: string[] = [];
    const over = new Promise<void>((resolve) => {
      TURN_END.afterWrites(() => {
        done.push('rest');
        resolve();
      });
    });
    TURN_END.write(() => {
      done.push('write');
      process.nextTick(() => done.push('told'));
    });
    await over;
    expect(done).toEqual(['write', 'told', 'rest']);
  });
});
