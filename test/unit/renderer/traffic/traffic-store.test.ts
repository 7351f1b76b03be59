import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type {
  Bridge,
  CommandInput,
  CommandName,
  EventName,
  Events,
} from '../../../../shared/bridge/bridge.ts';
import type { CaptureSummary } from '../../../../shared/model/capture.ts';
import type { RuleInfo } from '../../../../shared/model/finding.ts';
import type { WorkspaceState } from '../../../../shared/model/workspace.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import { chooseCapture, createTraffic } from '../../../../renderer/traffic/traffic-store.ts';
import { naiveFilter } from '../../../support/naive-filter.ts';
import { pageOf } from '../../../support/page-of.ts';
import { makeRow, makeRows } from './make-row.ts';

function capture(id: string, recording = false): CaptureSummary {
  return {
    id,
    name: `${id}.hopscope`,
    path: `/${id}`,
    recording,
    exchanges: 0,
    bytes: 0,
    openedAt: 0,
    lost: 0,
  };
}

function packed(numbers: readonly number[]): string {
  return Buffer.from(Uint32Array.from(numbers).buffer).toString('base64');
}

/** An engine of which only the rows of captures exist; `mutes` are those of its workspace. */
function setUp(stored: Record<string, Row[]>, captures: readonly CaptureSummary[]) {
  const asked: Omit<CommandInput<'capture.page'>, 'captureId'>[] = [];
  const found: Omit<CommandInput<'capture.find'>, 'captureId'>[] = [];
  const mutes = new Set<string>();
  const find = ({ captureId, ...input }: CommandInput<'capture.find'>) => {
    found.push(input);
    const heard = ({ findings }: Row) =>
      findings && Object.keys(findings.rules).every((rule) => mutes.has(rule)) ? undefined : findings;
    const passes = naiveFilter(input.filter, { heard });
    const rows = (stored[captureId] ?? []).filter(
      (row) => (input.among?.includes(row.number) ?? true) && passes(row),
    );
    const numbers = rows.map(({ number }) => number);
    return { packed: packed(numbers), total: numbers.length, judged: input.filter.includes('finding') };
  };
  let onRows: (payload: Events['rows']) => void = () => undefined;
  const bridge: Bridge = {
    invoke: (command: CommandName, input: unknown) => {
      if (command === 'capture.find') {
        const value = find(input as CommandInput<'capture.find'>) as never;
        return Promise.resolve({ ok: true, value });
      }
      if (command !== 'capture.page') throw new Error(`not expected: ${command}`);
      const { captureId, ...range } = input as CommandInput<'capture.page'>;
      asked.push(range);
      return Promise.resolve({ ok: true, value: pageOf(stored[captureId] ?? [], range) as never });
    },
    on: <E extends EventName>(event: E, listener: (payload: Events[E]) => void) => {
      if (event === 'rows') onRows = listener as typeof onRows;
      return () => undefined;
    },
    onConnection: () => () => undefined,
  };
  const engine = createStore(() => ({
    connected: true,
    captures,
    rules: new Map<string, RuleInfo>(),
    workspace: undefined as WorkspaceState | undefined,
  }));
  let frames: (() => void)[] = [];
  const traffic = createTraffic({ bridge, engine, schedule: (run) => frames.push(run) });
  return {
    traffic,
    engine,
    asked,
    found,
    mutes,
    scheduled: () => frames.length,
    rows: (captureId: string, rows: Row[]) => {
      const known = (stored[captureId] ??= []);
      for (const row of rows) known[row.number - 1] = row;
      onRows({ captureId, rows });
    },
    /** Lets answers arrive, then one animation frame pass. */
    settle: async () => {
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
      const due = frames;
      frames = [];
      for (const run of due) run();
    },
  };
}

describe('loading', () => {
  it('fetches the newest rows first, and then all of them, 2,000 at a time', async () => {
    const { traffic, asked, settle } = setUp({ a: makeRows(1, 5_000) }, [capture('old'), capture('a', true)]);
    await settle();
    expect(traffic.getState()).toMatchObject({ captureId: 'a', total: 5_000, loading: false });
    expect(asked).toEqual([
      { before: Number.MAX_SAFE_INTEGER, limit: 200 },
      { after: 0, limit: 2_000 },
      { after: 2_000, limit: 2_000 },
      // The last 200 are here.
      { after: 4_000, limit: 800 },
    ]);
  });

  it('takes events and pages in any order, and renders once a frame', async () => {
    const { traffic, rows, scheduled, settle } = setUp({ a: makeRows(1, 3) }, [capture('a', true)]);
    for (let number = 4; number < 104; number += 1) rows('a', [makeRow(number)]);
    rows('other', [makeRow(999)]);
    expect(scheduled()).toBe(1);
    const before = traffic.getState().version;
    await settle();
    expect(traffic.shown()).toHaveLength(103);
    expect(traffic.getState().version).toBe(before + 1);
  });

  it('asks for everything again after a reconnect and updates in place', async () => {
    const stored = { a: makeRows(1, 2, () => ({ state: 'open' })) };
    const { traffic, engine, settle } = setUp(stored, [capture('a', true)]);
    await settle();
    traffic.actions.focus(2);
    stored.a = makeRows(1, 4);
    engine.setState({ connected: false });
    engine.setState({ connected: true });
    await settle();
    expect(traffic.shown()).toEqual([1, 2, 3, 4]);
    expect(traffic.row(1)?.state).toBe('done');
    expect(traffic.getState().focused).toBe(2);
  });

  it('turns to a new recording, and stays with a capture that was chosen', async () => {
    const { traffic, engine, settle } = setUp({ b: makeRows(1, 2) }, [capture('a', true)]);
    engine.setState({ captures: [capture('a'), capture('b', true)] });
    await settle();
    expect(traffic.getState()).toMatchObject({ captureId: 'b', total: 2 });
    traffic.actions.showCapture('a');
    engine.setState({ captures: [capture('a'), capture('b'), capture('c', true)] });
    expect(traffic.getState().captureId).toBe('a');
    engine.setState({ captures: [capture('c', true)] });
    expect(traffic.getState().captureId).toBe('c');
  });

  it('chooses nothing where nothing is open', () => {
    expect(chooseCapture('a', [capture('a')], [])).toBeUndefined();
  });
});

describe('pause, clear and filter', () => {
  it('freezes the list and counts what waits; nothing is lost', async () => {
    const { traffic, rows, settle } = setUp({ a: makeRows(1, 3) }, [capture('a', true)]);
    await settle();
    traffic.actions.setPaused(true);
    rows('a', makeRows(4, 9));
    await settle();
    expect(traffic.shown()).toEqual([1, 2, 3]);
    expect(traffic.getState()).toMatchObject({ waiting: 6, total: 9, hiddenByFilter: 0 });
    traffic.actions.setPaused(false);
    expect(traffic.shown()).toHaveLength(9);
    expect(traffic.getState().waiting).toBe(0);
  });

  it('filters by the findings that are heard, and anew when others are muted', async () => {
    const findings = { count: 1, worst: 'error', rules: { 'a.b': 1 } } as const;
    const { traffic, engine, mutes, settle } = setUp({ a: makeRows(1, 2, () => ({ findings })) }, [
      capture('a', true),
    ]);
    await settle();
    traffic.actions.setFilter('finding:error');
    await settle();
    expect(traffic.shown()).toEqual([1, 2]);
    mutes.add('a.b');
    engine.setState({ workspace: { mutes: [{ rule: 'a.b' }] } as unknown as WorkspaceState });
    await settle();
    expect(traffic.shown()).toEqual([]);
    expect(traffic.getState().hiddenByFilter).toBe(2);
  });

  it('hides what was cleared, counts it, and brings it back', async () => {
    const { traffic, rows, settle } = setUp({ a: makeRows(1, 3) }, [capture('a', true)]);
    await settle();
    traffic.actions.clear();
    rows('a', [makeRow(2, { status: 500 }), makeRow(4)]);
    await settle();
    expect(traffic.shown()).toEqual([4]);
    expect(traffic.getState()).toMatchObject({ hiddenByClear: 3, hiddenByFilter: 0 });
    traffic.actions.showCleared();
    expect(traffic.shown()).toEqual([1, 2, 3, 4]);
  });

  it('counts what the filter hides, and keeps the last good filter while a bad one is typed', async () => {
    const { traffic, settle } = setUp({ a: [...makeRows(1, 3), makeRow(4, { status: 400 })] }, [
      capture('a', true),
    ]);
    await settle();
    traffic.actions.setFilter('status:>=400');
    expect(traffic.shown()).toHaveLength(4);
    await settle();
    expect(traffic.getState().hiddenByFilter).toBe(3);
    traffic.actions.setFilter('status:>=x');
    await settle();
    expect(traffic.getState().filterProblem).toMatchObject({
      message: expect.stringMatching(/no number/) as string,
      from: 0,
      to: 10,
    });
    expect(traffic.shown()).toEqual([4]);
    traffic.actions.setFilter(' ');
    expect(traffic.getState()).toMatchObject({ filterProblem: undefined, hiddenByFilter: 0 });
    expect(traffic.shown()).toHaveLength(4);
  });

  it('asks of rows that are new or have changed, together, and shows those that pass from then on', async () => {
    const { traffic, rows, found, settle } = setUp({ a: makeRows(1, 3) }, [capture('a', true)]);
    await settle();
    traffic.actions.setFilter('status:500');
    await settle();
    expect(found).toEqual([{ filter: 'status:500' }]);
    rows('a', [makeRow(2, { status: 500 }), makeRow(4, { status: 500 })]);
    rows('a', [makeRow(5)]);
    await settle();
    expect(traffic.shown()).toEqual([2, 4]);
    rows('a', [makeRow(4, { status: 200 }), makeRow(5, { status: 500 })]);
    await settle();
    expect(traffic.shown()).toEqual([2, 5]);
    const asked = found.slice(1).flatMap(({ among = [] }) => among);
    expect(asked).toEqual([2, 4, 5, 4, 5]);
    expect(found.length).toBeLessThanOrEqual(4);
  });

  it('shows nothing of another capture before its filter is answered', async () => {
    const { traffic, engine, settle } = setUp({ a: makeRows(1, 3), b: makeRows(1, 3) }, [capture('a', true)]);
    await settle();
    traffic.actions.setFilter('number:2');
    await settle();
    engine.setState({ captures: [capture('a'), capture('b', true)] });
    expect(traffic.getState().captureId).toBe('b');
    expect(traffic.shown()).toEqual([]);
    await settle();
    expect(traffic.shown()).toEqual([2]);
  });

  it('changes the list by a filter that is typed while it is paused, not by rows that come', async () => {
    const { traffic, rows, settle } = setUp({ a: makeRows(1, 3) }, [capture('a', true)]);
    await settle();
    traffic.actions.setPaused(true);
    traffic.actions.setFilter('number:2-9');
    await settle();
    expect(traffic.shown()).toEqual([2, 3]);
    rows('a', [makeRow(4)]);
    await settle();
    expect(traffic.shown()).toEqual([2, 3]);
    traffic.actions.setPaused(false);
    expect(traffic.shown()).toEqual([2, 3, 4]);
  });
});

describe('rows for other screens', () => {
  it('come each once, pause and filter left aside, and begin anew with another capture', async () => {
    const { traffic, engine, rows, settle } = setUp({ c1: makeRows(1, 2), c2: [makeRow(1)] }, [
      capture('c1', true),
    ]);
    const follower = traffic.follow();
    expect(follower.take()).toEqual({ anew: true, rows: [] });
    await settle();
    expect(follower.take()).toEqual({ anew: false, rows: makeRows(1, 2) });
    traffic.actions.setPaused(true);
    traffic.actions.setFilter('instance:nobody');
    rows('c1', [makeRow(2, { status: 500 }), makeRow(3)]);
    await settle();
    expect(follower.take()).toEqual({ anew: false, rows: [makeRow(3), makeRow(2, { status: 500 })] });
    engine.setState({ captures: [capture('c1'), capture('c2', true)] });
    await settle();
    expect(follower.take()).toEqual({ anew: true, rows: [makeRow(1)] });
    expect(traffic.follow().take()).toEqual({ anew: true, rows: [makeRow(1)] });
  });
});

describe('selection', () => {
  it('survives new rows and moves in the order shown', async () => {
    const { traffic, rows, settle } = setUp({ a: makeRows(1, 3) }, [capture('a', true)]);
    await settle();
    traffic.actions.move(1);
    traffic.actions.move(1);
    rows('a', makeRows(4, 500));
    await settle();
    expect(traffic.getState().focused).toBe(2);
    traffic.actions.sortBy('number');
    traffic.actions.sortBy('number');
    expect(traffic.getState().sort).toEqual({ column: 'number', descending: false });
    traffic.actions.move(Number.POSITIVE_INFINITY);
    expect(traffic.getState().focused).toBe(500);
    traffic.actions.move(1);
    expect(traffic.getState().focused).toBe(500);
  });

  it('compares the marked rows, or the marked one with the selected one', async () => {
    const { traffic, settle } = setUp({ a: makeRows(1, 3) }, [capture('a', true)]);
    await settle();
    traffic.actions.focus(3);
    expect(traffic.actions.compare()).toMatch(/Mark two rows/);
    traffic.actions.toggleMark(1);
    expect(traffic.actions.compare()).toBeUndefined();
    expect(traffic.getState()).toMatchObject({ pane: 'comparison', compared: [1, 3] });
    traffic.actions.toggleMark(2);
    traffic.actions.compare();
    expect(traffic.getState().compared).toEqual([1, 2]);
  });

  it('follows only in the order of arrival', async () => {
    const { traffic, settle } = setUp({ a: makeRows(1, 3) }, [capture('a', true)]);
    await settle();
    traffic.actions.sortBy('duration');
    expect(traffic.getState().follow).toBe(false);
    traffic.actions.setFollow(true);
    expect(traffic.getState()).toMatchObject({ follow: true, sort: { column: 'number', descending: false } });
  });
});
