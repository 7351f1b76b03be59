import { describe, expect, it } from 'vitest';
import type { PlanWish } from '../../../../../shared/model/replay-plan.ts';
import {
  createPlanStore,
  isSameFlow,
  toolChoice,
  withTool,
} from '../../../../../renderer/replay/plan/plan-store.ts';
import { fakeBridge, planOf, Refusal, settle, WISH } from '../fake-replay.ts';

function setUp() {
  const fake = fakeBridge({
    'replay.plan': ({ captureId, range, allow, flows, variables }: PlanWish) =>
      planOf({ captureId, ...(range && { range }), allow, flows, variables }),
  });
  return { ...fake, store: createPlanStore(fake.bridge) };
}

describe('the plan of a recording', () => {
  it('is made anew with each change of what is wished', async () => {
    const { store, inputs } = setUp();
    store.choose('c1');
    await settle();
    store.setTool('deploy', 'send');
    store.allowAll(true);
    store.setVariable('old.example', '${HOST}');
    store.decide({ op: 'forbid', id: 'f1' });
    store.decide({ op: 'pin', id: 'f1', value: 7 });
    await settle();
    expect(inputs('replay.plan')).toHaveLength(6);
    expect(store.getState()).toMatchObject({ planning: false, problem: undefined });
    expect(store.getState().plan?.wish).toEqual({
      captureId: 'c1',
      allow: { tools: ['deploy'], hold: [], all: true },
      flows: [{ op: 'pin', id: 'f1', value: 7 }],
      variables: [{ recorded: 'old.example', value: '${HOST}' }],
    });
    store.undecide({ op: 'pin', id: 'f1', value: 7 });
    store.setVariable('old.example', undefined);
    await settle();
    expect(store.getState().plan?.wish).toMatchObject({ flows: [], variables: [] });
  });

  it('keeps what was decided for another part of the same recording, and not for another recording', async () => {
    const { store } = setUp();
    store.choose('c1');
    store.setTool('deploy', 'send');
    store.choose('c1', { from: 3, to: 9 });
    await settle();
    expect(store.getState().wish).toMatchObject({ range: { from: 3, to: 9 }, allow: { tools: ['deploy'] } });
    store.choose('c2');
    expect(store.getState()).toMatchObject({ plan: undefined, planning: true });
    await settle();
    expect(store.getState().wish).toEqual({ ...WISH, captureId: 'c2' });
  });

  it('takes no answer that was overtaken', async () => {
    const answers: ((wish: PlanWish) => void)[] = [];
    const fake = fakeBridge({
      'replay.plan': () =>
        new Promise((resolve) => {
          answers.push((wish) => {
            resolve(planOf(wish));
          });
        }),
    });
    const store = createPlanStore(fake.bridge);
    store.choose('c1');
    store.choose('c2');
    answers[1]?.({ ...WISH, captureId: 'c2' });
    await settle();
    answers[0]?.(WISH);
    await settle();
    expect(store.getState().plan?.captureId).toBe('c2');
  });

  it('says how far it is, and leaves it when it is cancelled or another one is wanted', async () => {
    const fake = fakeBridge({
      'replay.plan': () => new Promise(() => undefined),
      'replay.cancelPlan': () => null,
    });
    const store = createPlanStore(fake.bridge);
    const stop = store.follow();
    const jobs = (): readonly string[] =>
      fake.inputs('replay.plan').map((input) => (input as { readonly job: string }).job);
    store.choose('c1');
    fake.tell('planning', { job: 'another', done: 1, total: 2 });
    expect(store.getState().share).toBeUndefined();
    fake.tell('planning', { job: jobs()[0] ?? '', done: 1, total: 4 });
    expect(store.getState()).toMatchObject({ planning: true, share: 0.25 });
    store.choose('c2');
    expect(fake.inputs('replay.cancelPlan')).toEqual([{ job: jobs()[0] }]);
    store.cancel();
    expect(fake.inputs('replay.cancelPlan')).toEqual([{ job: jobs()[0] }, { job: jobs()[1] }]);
    expect(store.getState()).toMatchObject({ planning: false, share: undefined, problem: undefined });
    fake.tell('planning', { job: jobs()[1] ?? '', done: 1, total: 4 });
    expect(store.getState().share).toBeUndefined();
    store.cancel();
    expect(fake.inputs('replay.cancelPlan')).toHaveLength(2);
    await settle();
    stop();
  });

  it('says why there is none, keeps the one before, and tries again', async () => {
    let problem: Refusal | undefined;
    const fake = fakeBridge({
      'replay.plan': (wish: PlanWish) => {
        if (problem) throw problem;
        return planOf(wish);
      },
    });
    const store = createPlanStore(fake.bridge);
    store.choose('c1');
    await settle();
    problem = new Refusal('NOT_FOUND', 'The recording is closed.');
    store.setTool('deploy', 'send');
    await settle();
    expect(store.getState()).toMatchObject({ planning: false, problem: 'The recording is closed.' });
    expect(store.getState().plan?.wish.allow.tools).toEqual([]);
    problem = undefined;
    store.again();
    await settle();
    expect(store.getState().problem).toBeUndefined();
    expect(store.getState().plan?.wish.allow.tools).toEqual(['deploy']);
  });
});

describe('what a person decides', () => {
  it('of a tool: one thing at a time', () => {
    const held = withTool(withTool(WISH, 'deploy', 'send'), 'deploy', 'hold');
    expect(toolChoice(held, 'deploy')).toBe('hold');
    expect(held.allow.tools).toEqual([]);
    expect(toolChoice(withTool(held, 'deploy', 'claimed'), 'deploy')).toBe('claimed');
    expect(toolChoice(held, 'whoami')).toBe('claimed');
  });

  it('of a flow: by its id, or by both of its places where it was added', () => {
    const place = { number: 3, pointer: '/result/a' };
    const add = { op: 'add', producer: place, consumer: { number: 5, pointer: '/params/a' } } as const;
    expect(isSameFlow({ op: 'forbid', id: 'f' }, { op: 'use', id: 'f' })).toBe(true);
    expect(isSameFlow({ op: 'forbid', id: 'f' }, { op: 'forbid', id: 'g' })).toBe(false);
    expect(isSameFlow(add, { ...add })).toBe(true);
    expect(isSameFlow(add, { ...add, producer: { ...place, number: 4 } })).toBe(false);
    expect(isSameFlow(add, { op: 'forbid', id: 'f' })).toBe(false);
  });
});
