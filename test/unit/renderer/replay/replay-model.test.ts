import { describe, expect, it } from 'vitest';
import type { PlanWish } from '../../../../shared/model/replay-plan.ts';
import type { ReplayWish } from '../../../../shared/model/replay-run.ts';
import { createReplayModel } from '../../../../renderer/replay/replay-model.ts';
import { fakeBridge, planOf, Refusal, replayOf, settle } from './fake-replay.ts';

async function setUp(start: (wish: ReplayWish) => unknown = (wish) => replayOf({ wish })) {
  const fake = fakeBridge({
    'replay.list': () => [],
    'replay.plan': (wish: PlanWish) => planOf(wish),
    'replay.start': start,
    'replay.cancel': () => null,
  });
  const model = createReplayModel(fake.bridge);
  const stop = model.follow();
  model.plan.choose('c1');
  model.change({ instanceIds: ['a', 'b'] });
  await settle();
  return { ...fake, model, stop };
}

describe('a replay on its way', () => {
  it('is started, watched, and followed to its verdict', async () => {
    const { model, inputs, tell, stop, listeners } = await setUp();
    await model.start(false);
    expect(inputs('replay.start')).toMatchObject([{ kind: 'prove', instanceIds: ['a', 'b'], schedules: [] }]);
    expect(inputs('replay.start')[0]).not.toHaveProperty('confirmed');
    expect(model.place.getState()).toMatchObject({ step: 'run', replayId: 'r1' });
    tell('replay', replayOf({ done: 30 }));
    expect(model.place.getState().step).toBe('run');
    tell('replay', replayOf({ state: 'done' }));
    expect(model.place.getState().step).toBe('verdict');
    stop();
    expect(listeners()).toBe(0);
  });

  it('does not drag along who looks at something else', async () => {
    const { model, tell } = await setUp();
    await model.start(false);
    model.goTo('plan');
    tell('replay', replayOf({ state: 'done' }));
    expect(model.place.getState().step).toBe('plan');
  });

  it('asks twice before it is sent to hosts that look like production', async () => {
    const { model, inputs } = await setUp((wish) => {
      if (wish.confirmed !== true) throw new Refusal('NEEDS_CONSENT', 'shop.example looks like production.');
      return replayOf({ wish });
    });
    await model.start(false);
    expect(model.setup.getState()).toMatchObject({
      confirm: 'shop.example looks like production.',
      problem: undefined,
    });
    expect(model.place.getState().replayId).toBeUndefined();
    // Another choice is another question.
    model.change({ instanceIds: ['b', 'a'] });
    expect(model.setup.getState().confirm).toBeUndefined();
    await model.start(false);
    await model.start(true);
    expect(inputs('replay.start').at(-1)).toMatchObject({ confirmed: true });
    expect(model.place.getState().replayId).toBe('r1');
  });

  it('says what is wrong with the fields, and sends nothing then', async () => {
    const { model, inputs } = await setUp();
    model.change({ seed: 'x' });
    await model.start(false);
    expect(model.setup.getState().problem).toMatchObject({ field: 'seed' });
    expect(inputs('replay.start')).toEqual([]);
  });

  it('says why it was not started', async () => {
    const { model } = await setUp(() => {
      throw new Refusal('CONFLICT', 'Another replay is under way.');
    });
    await model.start(false);
    expect(model.setup.getState()).toMatchObject({
      starting: false,
      problem: { message: 'Another replay is under way.' },
    });
  });

  it('is cancelled, or says why not', async () => {
    const { model, inputs } = await setUp();
    expect(await model.cancel('r1')).toBeUndefined();
    expect(inputs('replay.cancel')).toEqual([{ id: 'r1' }]);
    const other = createReplayModel(fakeBridge({}).bridge);
    expect(await other.cancel('r1')).toMatch(/not in the table/);
  });

  it('is shown where it is: its progress while it runs, else its verdict, or the step that is asked for', async () => {
    const { model, tell } = await setUp();
    tell('replay', replayOf());
    tell('replay', replayOf({ id: 'r0', state: 'incomplete' }));
    model.showHistory(true);
    model.show('r1');
    expect(model.place.getState()).toMatchObject({ step: 'run', history: false });
    model.show('r0');
    expect(model.place.getState()).toMatchObject({ step: 'verdict', wanted: undefined });
    model.show('r0', 12);
    expect(model.place.getState().wanted).toBe(12);
    model.setUp();
    expect(model.place.getState()).toMatchObject({ step: 'run', replayId: undefined });
  });
});
