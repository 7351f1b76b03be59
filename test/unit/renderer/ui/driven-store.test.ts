import { describe, expect, it } from 'vitest';
import type { Bridge } from '../../../../shared/bridge/bridge.ts';
import type { DrivenTask } from '../../../../shared/model/driven-task.ts';
import { createDrivenStore, drivenOf } from '../../../../renderer/ui/driven-store.ts';
import { life } from '../tasks/make-life.ts';

const task = (id: string, more: Partial<DrivenTask> = {}): DrivenTask =>
  ({
    id,
    taskId: 't1',
    state: 'polling',
    creator: { instanceId: 'a', instanceName: 'alpha' },
    ...more,
  }) as DrivenTask;

function setUp(listed: readonly DrivenTask[]) {
  let told: (task: DrivenTask) => void = () => undefined;
  let connection: (connected: boolean) => void = () => undefined;
  let open = 0;
  const bridge = {
    invoke: () => Promise.resolve({ ok: true, value: listed }),
    on: (_: string, listener: typeof told) => {
      told = listener;
      open += 1;
      return () => (open -= 1);
    },
    onConnection: (listener: typeof connection) => {
      connection = listener;
      listener(true);
      open += 1;
      return () => (open -= 1);
    },
  } as unknown as Bridge;
  const store = createDrivenStore(bridge);
  return {
    store,
    tell: (one: DrivenTask) => {
      told(one);
    },
    connect: (connected: boolean) => {
      connection(connected);
    },
    open: () => open,
  };
}

describe('tasks that are driven', () => {
  it('keep the parts that say the same as before, and take the others', () => {
    const { store } = setUp([]);
    const word = (polls: number, ...asks: string[]) => task('d1', { polls, asks, inputs: [] });
    store.take(word(1, 'a'));
    const before = store.getState().get('d1');
    store.take(word(2, 'a', 'b'));
    const after = store.getState().get('d1');
    expect(after).toEqual(word(2, 'a', 'b'));
    expect(after?.creator).toBe(before?.creator);
    expect(after?.inputs).toBe(before?.inputs);
    expect(after?.asks).not.toBe(before?.asks);
  });

  it('are asked for, told of, and forgotten', async () => {
    const { store, tell, connect, open } = setUp([task('d1')]);
    const stop = store.follow();
    await Promise.resolve();
    await Promise.resolve();
    expect([...store.getState().keys()]).toEqual(['d1']);
    tell(task('d2'));
    store.take(task('d2', { state: 'paused' }));
    expect(store.getState().get('d2')?.state).toBe('paused');
    tell(task('d2', { state: 'forgotten' }));
    expect([...store.getState().keys()]).toEqual(['d1']);
    tell(task('d3'));
    connect(true);
    await Promise.resolve();
    await Promise.resolve();
    expect([...store.getState().keys()]).toEqual(['d1']);
    stop();
    expect(open()).toBe(0);
  });

  it('are found by the task and by who handed it out', () => {
    const driven = new Map([
      ['d1', task('d1', { creator: { instanceId: 'b', instanceName: 'beta' } })],
      ['d2', task('d2')],
    ]);
    const creator = { number: 1, at: 0, instanceId: 'a' };
    expect(drivenOf(life('t1', { creator }), driven)?.id).toBe('d2');
    expect(drivenOf(life('t1'), driven)?.id).toBe('d1');
    expect(drivenOf(life('t2', { creator }), driven)).toBeUndefined();
  });
});
