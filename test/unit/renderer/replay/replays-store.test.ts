import { describe, expect, it } from 'vitest';
import { createReplaysStore, withReplay } from '../../../../renderer/replay/replays-store.ts';
import type { ReplayState } from '../../../../shared/model/replay-verdict.ts';
import { fakeBridge, Refusal, replayOf, settle } from './fake-replay.ts';

describe('replays that the engine knows', () => {
  it('are asked for, told of, and the latest first', async () => {
    let listed: readonly ReplayState[] = [replayOf({ id: 'old', state: 'incomplete', startedAt: 1 })];
    const fake = fakeBridge({ 'replay.list': () => listed });
    const store = createReplaysStore(fake.bridge);
    const stop = store.follow();
    await settle();
    fake.tell('replay', replayOf({ id: 'new', startedAt: 2 }));
    expect(store.getState().replays.map(({ id }) => id)).toEqual(['new', 'old']);
    fake.tell('replay', replayOf({ id: 'new', startedAt: 2, state: 'done' }));
    // The engine was started anew: what ran then is in the list as what it came to.
    listed = [replayOf({ id: 'new', startedAt: 2, state: 'done' })];
    fake.connect(true);
    await settle();
    expect(store.getState().replays[0]?.state).toBe('done');
    stop();
    expect(fake.listeners()).toBe(0);
  });

  it('says why the list did not come', async () => {
    const fake = fakeBridge({
      'replay.list': () => {
        throw new Refusal('IO', 'The folder cannot be read.');
      },
    });
    const store = createReplaysStore(fake.bridge);
    store.follow();
    await settle();
    expect(store.getState()).toMatchObject({ listed: false, problem: 'The folder cannot be read.' });
  });

  it('does not let a late answer make one run again that is over', () => {
    const over = [replayOf({ state: 'cancelled' })];
    expect(withReplay(over, replayOf())).toBe(over);
    expect(withReplay([replayOf()], replayOf({ state: 'done' }))[0]?.state).toBe('done');
  });
});
