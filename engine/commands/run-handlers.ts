import type { Events } from '../../shared/bridge/bridge.ts';
import type { RunState } from '../../shared/model/run.ts';
import type { Channels } from '../client/channels.ts';
import type { Listings } from '../client/listings.ts';
import type { HealthChecks } from '../instances/health-checks.ts';
import type { Runs } from '../instances/runs.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

/** Commands on servers that Hopscope runs in several copies. */
export function runHandlers(engine: {
  readonly workspace: Workspace;
  readonly runs: Runs;
  readonly health: HealthChecks;
  readonly listings: Listings;
  readonly channels: Channels;
  readonly notify: (notice: Events['notice']) => void;
}): HandlersOf<'run'> {
  const { runs, health, listings, channels } = engine;
  const tell = (notices: readonly string[]): void => {
    for (const message of notices) engine.notify({ level: 'note', message });
  };
  /** What was learnt from processes that have ended says nothing about the next ones. */
  const leave = async (state: RunState | undefined): Promise<void> => {
    for (const { instanceId } of state?.copies ?? []) {
      listings.forget(instanceId);
      await channels.disconnect(instanceId);
    }
  };
  const stateOf = (id: string): RunState | undefined => runs.states().find((state) => state.id === id);
  return {
    'run.save': async (input) => {
      const { value, notices } = await engine.workspace.runs.save(input);
      tell(notices);
      return value;
    },
    'run.remove': async ({ id }) => {
      await leave(stateOf(id));
      await runs.forget(id);
      await engine.workspace.runs.remove(id);
      return null;
    },
    'run.list': () => runs.states(),
    'run.approve': async ({ id, seen }) => {
      tell(await engine.workspace.runs.approve(id, seen));
      return null;
    },
    'run.start': async ({ id }) => {
      const state = await runs.start(id);
      health.check(state.copies.map(({ instanceId }) => instanceId));
      return state;
    },
    'run.stop': async ({ id }) => {
      await leave(stateOf(id));
      return runs.stop(id);
    },
    'run.restart': async ({ id, index }) => {
      await leave(onlyCopy(stateOf(id), index));
      const state = await runs.restart(id, index);
      const again = onlyCopy(state, index).copies.map(({ instanceId }) => instanceId);
      for (const instanceId of again) health.forget(instanceId);
      health.check(again);
      return state;
    },
    'run.output': ({ id, index }) => runs.output(id, index),
  };
}

function onlyCopy(state: RunState, index: number): RunState;
function onlyCopy(state: RunState | undefined, index: number): RunState | undefined;
function onlyCopy(state: RunState | undefined, index: number): RunState | undefined {
  return state && { ...state, copies: state.copies.filter((copy) => copy.index === index) };
}
