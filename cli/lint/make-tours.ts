import type { Era, Instance } from '../../shared/model/instance.ts';
import type { TourState } from '../../shared/model/tour.ts';
import { createLiveLine } from '../live-line.ts';
import { visibleLine } from '../output/paint.ts';
import { ask, Interrupted, type Session } from '../session.ts';
import type { Console } from '../console.ts';

/** How the tours of a command ended. */
export interface ToursMade {
  /** In the order of the session's instances. */
  readonly ends: readonly TourState[];
  /** What an exchange is, by its number. */
  readonly steps: ReadonlyMap<number, string>;
}

/**
 * Makes a tour of each instance of the session, all at once, and ends what it opened there, so that all can be judged.
 * Rejects with Interrupted where it was given up.
 */
export async function makeTours(
  session: Session,
  wish: { readonly era?: Era; readonly timeoutMs?: number; readonly quiet: boolean },
  console: Console,
): Promise<ToursMade> {
  const { engine, instances } = session;
  const { interrupted } = console;
  const states = new Map<string, TourState>();
  const steps = new Map<number, string>();
  const live = createLiveLine(console);
  const over = Promise.withResolvers<undefined>();
  const off = engine.bridge.on('tour', (state) => {
    states.set(state.instanceId, state);
    if (state.recorded) steps.set(state.recorded.last, steps.get(state.recorded.last) ?? state.step);
    if (!wish.quiet) live.show(progressText(instances, states));
    if (instances.every(({ id }) => isOver(states.get(id)))) over.resolve(undefined);
  });
  const giveUp = (): void => {
    for (const { id } of states.values()) void engine.bridge.invoke('tour.cancel', { id });
  };
  try {
    const { era, timeoutMs } = wish;
    const started = await ask(engine, 'tour.start', {
      instanceIds: instances.map(({ id }) => id),
      ...(era && { era }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
    for (const state of started) if (!states.has(state.instanceId)) states.set(state.instanceId, state);
    interrupted.addEventListener('abort', giveUp, { once: true });
    if (interrupted.aborted) giveUp();
    await over.promise;
    if (interrupted.aborted) throw new Interrupted();
    // A process or a session that stays open is not judged as a whole.
    for (const { id } of instances) await ask(engine, 'instance.disconnect', { id });
  } finally {
    interrupted.removeEventListener('abort', giveUp);
    off();
    live.end();
  }
  return { ends: instances.flatMap(({ id }) => states.get(id) ?? []), steps };
}

function isOver(state: TourState | undefined): boolean {
  return state !== undefined && state.state !== 'running';
}

function progressText(
  instances: readonly Pick<Instance, 'id'>[],
  states: ReadonlyMap<string, TourState>,
): string {
  const parts = instances.flatMap(({ id }) => {
    const state = states.get(id);
    if (!state) return [];
    const { instanceName, done, steps, step } = state;
    const what = isOver(state) ? state.state : step;
    return [`${instanceName} ${String(done)}/${String(steps)} ${what}`];
  });
  return visibleLine(parts.join('  '), 160);
}
