import { expect, it } from 'vitest';
import { createTransfers } from '../../../../../renderer/ui/transfers/transfers-store.ts';
import type { Bridge } from '../../../../../shared/bridge/bridge.ts';
import type { TransferState } from '../../../../../shared/model/file-transfer.ts';

function setUp() {
  const asked: unknown[] = [];
  const timers: (() => void)[] = [];
  let hear: (state: TransferState) => void = () => undefined;
  let connection: (connected: boolean) => void = () => undefined;
  const bridge = {
    invoke: (command: string, input: unknown) => {
      asked.push([command, input]);
      return Promise.resolve({ ok: true, value: null });
    },
    on: (_event: string, listener: (state: TransferState) => void) => {
      hear = listener;
      return () => undefined;
    },
    onConnection: (listener: (connected: boolean) => void) => {
      connection = listener;
      return () => undefined;
    },
  } as unknown as Bridge;
  const store = createTransfers(bridge, (run) => timers.push(run));
  const tell = (state: Partial<TransferState>): void => {
    hear({
      id: 'other',
      kind: 'import',
      name: 'a.har',
      done: 0,
      total: 10,
      exchanges: 0,
      state: 'running',
      ...state,
    });
  };
  return {
    store,
    asked,
    timers,
    tell,
    disconnect: () => {
      connection(false);
    },
    shown: () => store.getState().transfers,
  };
}

it('shows those of others while they run, once they take a while', () => {
  const { tell, timers, shown } = setUp();
  tell({ done: 3 });
  tell({ done: 5, exchanges: 7 });
  expect(shown()).toMatchObject([{ id: 'other', step: 'import', name: 'a.har', done: 5, exchanges: 7 }]);
  expect(shown()[0]?.due).toBe(false);
  timers.forEach((run) => {
    run();
  });
  expect(shown()[0]?.due).toBe(true);
  tell({ state: 'failed' });
  expect(shown()).toEqual([]);
});

it('keeps its own until the page is done with it, whatever the engine says', () => {
  const { store, tell, shown } = setUp();
  const own = store.begin('upload', 'b.har');
  expect(shown()).toMatchObject([{ step: 'upload', name: 'b.har' }]);
  own.step('import');
  tell({ id: own.id, name: 'b.har', done: 4 });
  expect(shown()).toMatchObject([{ step: 'import', done: 4, total: 10 }]);
  tell({ id: own.id, state: 'done', done: 10 });
  expect(shown()).toMatchObject([{ done: 0, total: 0 }]);
  own.end();
  expect(shown()).toEqual([]);
});

it('cancels in the page and in the engine, and says so until it has ended', () => {
  const { store, asked, tell, shown } = setUp();
  const own = store.begin('import', 'c.har');
  store.cancel(own.id);
  expect(own.signal.aborted).toBe(true);
  expect(asked).toEqual([['transfer.cancel', { id: own.id }]]);
  tell({ id: own.id });
  expect(shown()).toMatchObject([{ ending: true }]);
});

it('forgets those of others when the engine is out of reach: their end would not be heard', () => {
  const { store, tell, disconnect, shown } = setUp();
  const own = store.begin('import', 'd.har');
  tell({});
  disconnect();
  expect(shown().map(({ id }) => id)).toEqual([own.id]);
});
