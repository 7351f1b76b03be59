import { describe, expect, it } from 'vitest';
import { createServeStore } from '../../../../../renderer/captures/serve/serve-store.ts';
import type { Bridge } from '../../../../../shared/bridge/bridge.ts';
import type { PlanningProgress } from '../../../../../shared/bridge/planning-commands.ts';
import { mockState } from '../../../../support/mock/mock-state.ts';

/** An engine that starts a mock when the test says so. */
function setUp() {
  const asked: [string, unknown][] = [];
  const started = Promise.withResolvers<unknown>();
  let planning: ((told: PlanningProgress) => void) | undefined;
  const answers: Record<string, unknown> = {
    'mock.start': started.promise,
    'filter.complete': { ok: true, value: { proposals: [{ label: 'alpha' }, { label: 'beta' }] } },
  };
  const bridge = {
    invoke: (command: string, input: unknown) => {
      asked.push([command, input]);
      return Promise.resolve(answers[command] ?? { ok: true, value: null });
    },
    on: (_event: string, listener: (told: PlanningProgress) => void) => {
      planning = listener;
      return () => (planning = undefined);
    },
  } as unknown as Bridge;
  const store = createServeStore(bridge, 'c1');
  const jobOf = (): string =>
    (asked.find(([command]) => command === 'mock.start')?.[1] as { job: string }).job;
  return { store, asked, started, tell: (told: PlanningProgress) => planning?.(told), jobOf };
}

describe('serving a recording', () => {
  it('starts what the fields say, and tells how far it is', async () => {
    const { store, asked, started, tell, jobOf } = setUp();
    const end = store.follow();
    store.change({ lenient: true });
    const starting = store.start();
    expect(store.getState().busy).toBe('start');
    expect(asked.at(-1)).toMatchObject(['mock.start', { captureId: 'c1', lenient: true }]);
    tell({ job: 'of others', done: 1, total: 2 });
    expect(store.getState().share).toBeUndefined();
    tell({ job: jobOf(), done: 1, total: 4 });
    expect(store.getState().share).toBe(0.25);
    // A second click starts no second one.
    await store.start();
    started.resolve({ ok: true, value: mockState() });
    await starting;
    expect(store.getState()).toMatchObject({
      busy: undefined,
      problem: undefined,
      instances: ['alpha', 'beta'],
    });
    expect(asked.filter(([command]) => command === 'mock.start')).toHaveLength(1);
    end();
  });

  it('says nothing of a start that was given up', async () => {
    const { store, asked, started, jobOf } = setUp();
    const starting = store.start();
    store.cancel();
    expect(asked.at(-1)).toEqual(['mock.cancelStart', { job: jobOf() }]);
    started.resolve({ ok: false, error: { code: 'CANCELLED', message: 'Cancelled.' } });
    await starting;
    expect(store.getState()).toMatchObject({ busy: undefined, problem: undefined });
  });

  it('says why it did not start, until something is changed', async () => {
    const { store, started } = setUp();
    const starting = store.start();
    started.resolve({ ok: false, error: { code: 'IO', message: 'The port is taken.' } });
    await starting;
    expect(store.getState().problem).toEqual({ message: 'The port is taken.' });
    store.change({ port: '4201' });
    expect(store.getState().problem).toBeUndefined();
  });

  it('asks nothing where a field is wrong', async () => {
    const { store, asked } = setUp();
    store.change({ port: 'x' });
    await store.start();
    expect(store.getState().problem).toMatchObject({ field: 'port' });
    expect(asked).toEqual([]);
  });

  it('stops', async () => {
    const { store, asked } = setUp();
    await store.stop('mock-1');
    expect(asked).toEqual([['mock.stop', { id: 'mock-1' }]]);
    expect(store.getState().busy).toBeUndefined();
  });
});
