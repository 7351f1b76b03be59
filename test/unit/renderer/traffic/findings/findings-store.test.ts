import { describe, expect, it } from 'vitest';
import type { FoundAt, JudgedState, RuleGroup } from '../../../../../shared/model/finding.ts';
import { createFindingsStore, FOUND_PAGE } from '../../../../../renderer/traffic/findings/findings-store.ts';
import { createFakeEngine } from '../../../../support/fake-engine.ts';

const NONE = { error: 0, warning: 0, note: 0 };

function judged(captureId: string): JudgedState {
  return { captureId, judged: 1, ended: 1, counts: NONE, muted: NONE };
}

function group(rule: string, count: number): RuleGroup {
  return { rule, severity: 'error', count, exchanges: count, instances: { a: count }, first: 1, last: count };
}

function found(number: number): FoundAt {
  return { number, finding: { rule: 'a.b', severity: 'error', side: 'server', message: `Wrong ${number}.` } };
}

interface ListInput {
  readonly captureId: string;
  readonly rule: string;
  readonly instanceId?: string;
  readonly limit: number;
}

/** An engine with `counts` findings by capture, one an exchange, all of the rule a.b. */
function setUp(counts: Record<string, number>) {
  const engine = createFakeEngine();
  const asked: ListInput[] = [];
  engine.answer('findings.groups', ({ captureId }: { captureId: string }) => ({
    ok: true,
    value: {
      groups: [group('a.b', counts[captureId] ?? 0)],
      names: { i: `of ${captureId}` },
      state: judged(captureId),
    },
  }));
  engine.answer('findings.list', (input: ListInput) => {
    asked.push(input);
    const all = Array.from({ length: counts[input.captureId] ?? 0 }, (_, index) => found(index + 1));
    return {
      ok: true,
      value: { found: all.slice(0, input.limit), more: all.length > input.limit },
    };
  });
  const store = createFindingsStore(engine.bridge);
  return {
    ...{ engine, store, asked },
    groupsAsked: () => engine.calls.filter(({ command }) => command === 'findings.groups').length,
    list: () => store.getState().lists.get('a.b'),
  };
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
}

describe('createFindingsStore', () => {
  it('asks for the groups and follows what is judged in this capture, until it rests', async () => {
    const counts = { c1: 2 };
    const { engine, store, groupsAsked } = setUp(counts);
    const rest = store.follow('c1');
    expect(store.getState().loading).toBe(true);
    await settle();
    expect(store.getState()).toMatchObject({
      loading: false,
      groups: [{ rule: 'a.b', count: 2 }],
      names: { i: 'of c1' },
    });
    counts.c1 = 3;
    engine.emit({ event: 'judged', payload: judged('other') });
    await settle();
    expect(groupsAsked()).toBe(1);
    engine.emit({ event: 'judged', payload: judged('c1') });
    await settle();
    expect(store.getState().groups[0]?.count).toBe(3);
    rest();
    expect(engine.listenerCount()).toBe(0);
  });

  it('asks once more at the end, however often it is told meanwhile', async () => {
    const { engine, store, groupsAsked } = setUp({ c1: 2 });
    store.follow('c1');
    for (let time = 0; time < 9; time += 1) engine.emit({ event: 'judged', payload: judged('c1') });
    await settle();
    expect(groupsAsked()).toBe(2);
  });

  it('lists the findings of a rule page by page, and again when there are others', async () => {
    const counts = { c1: 120 };
    const { engine, store, asked, list } = setUp(counts);
    store.follow('c1');
    await settle();
    store.toggle('a.b');
    expect(list()?.loading).toBe(true);
    await settle();
    expect(list()).toMatchObject({ more: true, loading: false });
    expect(list()?.found).toHaveLength(FOUND_PAGE);
    store.more('a.b');
    await settle();
    expect(list()?.found).toHaveLength(2 * FOUND_PAGE);
    store.more('a.b');
    await settle();
    expect(list()).toMatchObject({ more: false });
    expect(list()?.found).toHaveLength(120);

    engine.emit({ event: 'judged', payload: judged('c1') });
    await settle();
    expect(asked).toHaveLength(3);
    counts.c1 = 121;
    engine.emit({ event: 'judged', payload: judged('c1') });
    await settle();
    expect(list()?.found).toHaveLength(121);

    store.toggle('a.b');
    expect(list()).toBeUndefined();
    expect(store.getState().open.size).toBe(0);
  });

  it('lists those of one instance where one is chosen', async () => {
    const { store, asked } = setUp({ c1: 3 });
    store.follow('c1');
    await settle();
    store.toggle('a.b');
    await settle();
    store.setFilter({ text: 'b' });
    await settle();
    expect(asked).toHaveLength(1);
    store.setFilter({ instanceId: 'beta' });
    await settle();
    expect(asked.at(-1)).toMatchObject({ instanceId: 'beta' });
    store.setFilter({ instanceId: undefined });
    await settle();
    expect(asked.at(-1)).not.toHaveProperty('instanceId');
  });

  it('forgets a capture when it turns to another one, also what comes late', async () => {
    const { store, list } = setUp({ c1: 2, c2: 5 });
    store.follow('c1')();
    await settle();
    store.toggle('a.b');
    store.follow('c2');
    expect(store.getState()).toMatchObject({ captureId: 'c2', groups: [], loading: true });
    expect(list()).toBeUndefined();
    await settle();
    expect(list()).toBeUndefined();
    expect(store.getState().groups[0]?.count).toBe(5);
  });

  it('says why nothing comes, and goes on when it is asked again', async () => {
    const { engine, store } = setUp({ c1: 2 });
    const works = { ok: true, value: { groups: [group('a.b', 2)], state: judged('c1') } } as const;
    const problem = { code: 'NOT_FOUND', message: 'The capture is closed.' } as const;
    engine.answer('findings.groups', () => ({ ok: false, error: problem }));
    store.follow('c1');
    await settle();
    expect(store.getState()).toMatchObject({ loading: false, problem: 'The capture is closed.' });
    engine.answer('findings.groups', () => works);
    engine.answer('findings.list', () => ({ ok: false, error: problem }));
    store.refresh();
    store.toggle('a.b');
    await settle();
    expect(store.getState().problem).toBeUndefined();
    expect(store.getState().lists.get('a.b')).toMatchObject({ loading: false, problem: problem.message });
  });
});
