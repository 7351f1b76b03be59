import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Row } from '../../../../shared/model/exchange.ts';
import { createRoutingStore } from '../../../../renderer/routing/routing-store.ts';
import type { RowSource, RowSourceState } from '../../../../renderer/ui/row-source.ts';
import { makeRow } from '../traffic/make-row.ts';

/** Rows that a test hands out, and a clock that it moves on. */
function setUp() {
  const state = createStore<RowSourceState>(() => ({
    ...{ captureId: 'c1', loading: false, problem: undefined, version: 0 },
  }));
  let waiting: Row[] = [];
  let anew = true;
  let looks = 0;
  const rows: RowSource = Object.assign(state, {
    follow: () => ({
      take: () => {
        looks += 1;
        const taken = { anew, rows: waiting };
        waiting = [];
        anew = false;
        return taken;
      },
    }),
  });
  let due: (() => void)[] = [];
  const sizes: number[] = [];
  const store = createRoutingStore({
    rows,
    schedule: (run, flows) => {
      due.push(run);
      sizes.push(flows);
    },
  });
  return {
    store,
    sizes,
    looks: () => looks,
    come: (...added: readonly Row[]) => {
      waiting.push(...added);
      state.setState(({ version }) => ({ version: version + 1 }));
    },
    turnTo: (...added: readonly Row[]) => {
      anew = true;
      waiting = [...added];
      state.setState(({ version }) => ({ version: version + 1 }));
    },
    tick: () => {
      const now = due;
      due = [];
      for (const run of now) run();
      return now.length;
    },
  };
}

describe('createRoutingStore', () => {
  it('counts what is there at once, and what comes some times a second', () => {
    const { store, come, tick, looks } = setUp();
    come(makeRow(1));
    store.follow();
    expect(store.getState().total).toBe(1);
    for (let number = 2; number <= 50; number += 1) come(makeRow(number));
    expect(store.getState().total).toBe(1);
    expect(tick()).toBe(1);
    expect(looks()).toBe(2);
    expect(store.getState()).toMatchObject({ total: 50, flows: [{ count: 50 }] });
  });

  it('says how many flows there are, so that many are drawn less often', () => {
    const { store, come, tick, sizes } = setUp();
    store.follow();
    come(makeRow(1), makeRow(2, { name: 'basket_get' }));
    tick();
    come(makeRow(3));
    expect(sizes).toEqual([0, 2]);
  });

  it('draws nothing anew where nothing changed', () => {
    const { store, come, tick } = setUp();
    come(makeRow(1));
    store.follow();
    const { flows } = store.getState();
    come();
    tick();
    expect(store.getState().flows).toBe(flows);
    come(makeRow(2));
    tick();
    expect(store.getState().flows).not.toBe(flows);
  });

  it('rests out of sight, and catches up when it is shown again', () => {
    const { store, come, tick } = setUp();
    const rest = store.follow();
    rest();
    come(makeRow(1));
    expect(tick()).toBe(0);
    expect(store.getState().total).toBe(0);
    store.follow();
    expect(store.getState().total).toBe(1);
  });

  it('begins anew with another capture', () => {
    const { store, come, turnTo, tick } = setUp();
    come(makeRow(1, { headerFault: true, origin: 'gateway', gateway: { id: 'g1' } }));
    store.follow();
    expect(store.getState()).toMatchObject({ total: 1, lying: 1, routed: 1 });
    turnTo();
    tick();
    expect(store.getState()).toMatchObject({ flows: [], total: 0, lying: 0, routed: 0 });
  });

  it('sorts, groups and changes its view', () => {
    const { store } = setUp();
    store.sortBy('what');
    store.setGrouping('name');
    store.setView('table');
    expect(store.getState()).toMatchObject({
      sort: { column: 'what', descending: false },
      grouping: 'name',
      view: 'table',
    });
  });
});
