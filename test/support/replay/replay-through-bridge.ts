import type { Engine } from '../../../engine/index.ts';
import type { ReplayWish } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { ask } from '../../integration/servers/ask-through-bridge.ts';

/** All of a capture on these instances, as fast as answers come; what a person would have to allow is allowed. */
export function wishFor(
  captureId: string,
  instanceIds: readonly string[],
  change: Partial<ReplayWish> = {},
): ReplayWish {
  return {
    kind: 'replay',
    plan: { captureId, allow: { all: true, tools: [] }, flows: [], variables: [] },
    instanceIds,
    schedules: [{ name: 'pinned' }],
    pace: { kind: 'asap', lanes: 8 },
    ...change,
  };
}

/** The first state that fits, from now on. */
export function nextReplay(engine: Engine, fits: (state: ReplayState) => boolean): Promise<ReplayState> {
  return new Promise((resolve) => {
    const stop = engine.bridge.on('replay', (state) => {
      if (!fits(state)) return;
      stop();
      resolve(state);
    });
  });
}

/** Makes it to its end. */
export async function replay(engine: Engine, wish: ReplayWish): Promise<ReplayState> {
  const over = nextReplay(engine, ({ state }) => state !== 'running');
  await ask(engine, 'replay.start', wish);
  return over;
}
