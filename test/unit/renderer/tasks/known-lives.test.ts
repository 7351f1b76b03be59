import { describe, expect, it } from 'vitest';
import type { Result } from '../../../../shared/bridge/result.ts';
import type { TaskReport } from '../../../../shared/model/task.ts';
import { createLivesReader } from '../../../../renderer/tasks/known-lives.ts';
import { life } from './make-life.ts';

/** An engine whose answers a test gives in the order it likes. */
function setUp() {
  const asked: { captureId: string; since: number; answer: (report: Result<TaskReport>) => void }[] = [];
  const read = createLivesReader((input) => new Promise((answer) => asked.push({ ...input, answer })));
  const report = (version: number, ...lives: TaskReport['lives']): Result<TaskReport> => ({
    ok: true,
    value: { version, lives, total: 2, instances: lives.map(({ key }) => ({ id: key, name: key })) },
  });
  return { asked, read, report };
}

const keysOf = (result: Awaited<ReturnType<ReturnType<typeof createLivesReader>>>) =>
  result.ok ? result.value.lives.map(({ key, polls }) => `${key}${String(polls)}`) : result.error.code;

describe('what is known of the lives', () => {
  it('grows by what has changed, in the order in which they began', async () => {
    const { asked, read, report } = setUp();
    const first = read('c1');
    asked[0]?.answer(report(3, life('b', { firstAt: 2000 }), life('a')));
    expect(keysOf(await first)).toEqual(['a0', 'b0']);
    const second = read('c1');
    expect(asked[1]?.since).toBe(3);
    asked[1]?.answer(report(4, life('b', { firstAt: 2000, polls: 7 })));
    expect(keysOf(await second)).toEqual(['a0', 'b7']);
  });

  it('is the same object while nothing has changed', async () => {
    const { asked, read, report } = setUp();
    const first = read('c1');
    asked[0]?.answer(report(3, life('a')));
    const before = await first;
    const second = read('c1');
    asked[1]?.answer(report(3));
    const after = await second;
    expect(before.ok && after.ok && before.value === after.value).toBe(true);
  });

  it('takes no older answer that was overtaken', async () => {
    const { asked, read, report } = setUp();
    const slow = read('c1');
    const fast = read('c1');
    asked[1]?.answer(report(5, life('a', { polls: 5 })));
    await fast;
    asked[0]?.answer(report(2, life('a', { polls: 2 })));
    expect(keysOf(await slow)).toEqual(['a5']);
  });

  it('starts anew with another capture, and with another engine', async () => {
    const { asked, read, report } = setUp();
    const first = read('c1');
    asked[0]?.answer(report(9, life('a'), life('b')));
    await first;
    const restarted = read('c1');
    asked[1]?.answer(report(1, life('b', { polls: 1 })));
    expect(keysOf(await restarted)).toEqual(['b1']);
    const other = read('c2');
    expect(asked[2]).toMatchObject({ captureId: 'c2', since: 0 });
    asked[2]?.answer(report(1, life('z')));
    expect(keysOf(await other)).toEqual(['z0']);
  });

  it('hands on why there is no answer, and keeps what was known', async () => {
    const { asked, read, report } = setUp();
    const first = read('c1');
    asked[0]?.answer(report(1, life('a')));
    await first;
    const failed = read('c1');
    asked[1]?.answer({ ok: false, error: { code: 'IO', message: 'no' } });
    expect(keysOf(await failed)).toBe('IO');
    const again = read('c1');
    expect(asked[2]?.since).toBe(1);
    asked[2]?.answer(report(1));
    expect(keysOf(await again)).toEqual(['a0']);
  });
});
