import type { Events } from '../../shared/bridge/bridge.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';
import { AppError } from '../app-error.ts';
import type { Channels } from '../client/channels.ts';
import type { Listings } from '../client/listings.ts';
import type { DemoFleet } from '../instances/demo-fleet.ts';
import type { EraBook } from '../instances/era-book.ts';
import type { HealthChecks } from '../instances/health-checks.ts';
import type { InstanceDirectory } from '../instances/instance-directory.ts';
import type { Runs } from '../instances/runs.ts';
import type { Workspace } from '../workspace/open-workspace.ts';
import type { HandlersOf } from './handlers.ts';

/** The workspace's files and what is running, as the screens see it. */
export function workspaceState(
  workspace: Workspace,
  { demo, runs }: { readonly demo: DemoFleet; readonly runs: Runs },
): WorkspaceState {
  const stored = workspace.state();
  const demoFleet = demo.fleet();
  return {
    ...stored,
    instances: [...demo.instances(), ...runs.instances(), ...stored.instances],
    fleets: [...(demoFleet ? [demoFleet] : []), ...runs.fleets(), ...stored.fleets],
    demo: demo.state(),
  };
}

/** Commands on instances, fleets, saved requests and the demo fleet. */
export function workspaceHandlers(engine: {
  readonly workspace: Workspace;
  readonly demo: DemoFleet;
  readonly runs: Runs;
  readonly instances: InstanceDirectory;
  readonly health: HealthChecks;
  readonly listings: Listings;
  readonly channels: Channels;
  readonly eras: EraBook;
  readonly notify: (notice: Events['notice']) => void;
}): HandlersOf<'workspace' | 'instance' | 'health' | 'fleet' | 'request' | 'demo' | 'listing'> {
  const { workspace, demo, instances, health, listings, channels, eras } = engine;
  const tell = (notices: readonly string[]): void => {
    for (const message of notices) engine.notify({ level: 'note', message });
  };
  return {
    'workspace.get': () => workspaceState(workspace, engine),
    'instance.save': async (input) => {
      refuseStarted(engine, input.id);
      const before = workspace.state().instances.find(({ id }) => id === input.id);
      const { value, notices } = await workspace.saveInstance(input);
      listings.forget(value.id);
      if (input.id !== undefined) {
        health.forget(value.id);
        // What runs there may be the command that was just changed.
        if (before && wayTo(before) !== wayTo(value)) void channels.disconnect(value.id);
      }
      tell(notices);
      return value;
    },
    'instance.remove': async ({ id }) => {
      refuseStarted(engine, id);
      const removed = workspace.state().instances.find((instance) => instance.id === id);
      await workspace.removeInstance(id);
      listings.forget(id);
      if (removed) eras.forget(removed);
      await channels.disconnect(id);
      return null;
    },
    'instance.approve': async ({ id, seen }) => {
      tell(await workspace.approve(id, seen));
      return null;
    },
    'instance.disconnect': async ({ id }) => {
      await channels.disconnect(id);
      return null;
    },
    'instance.check': async ({ ids, anew }) => {
      if (anew === true) await forgetAll(ids, engine);
      health.check(ids);
      return null;
    },
    'health.list': () => health.list(),
    'fleet.save': (input) => workspace.saveFleet(input),
    'fleet.remove': async ({ id }) => {
      await workspace.removeFleet(id);
      return null;
    },
    'request.save': async (input) => {
      const { value, notices } = await workspace.saveRequest(input);
      tell(notices);
      return value;
    },
    'request.remove': async ({ id }) => {
      await workspace.removeRequest(id);
      return null;
    },
    'demo.start': async (input) => {
      await demo.start(input);
      health.check(demo.instances().map(({ id }) => id));
      return null;
    },
    'demo.stop': async () => {
      for (const { id } of demo.instances()) listings.forget(id);
      await demo.stop();
      return null;
    },
    'listing.get': ({ instanceId, kind, refresh, ...limits }) =>
      listings.get(instances.ready(instanceId), kind, refresh, limits),
  };
}

/** All are looked up before anything is forgotten: an unknown one stops it all. */
async function forgetAll(
  ids: readonly string[],
  engine: {
    readonly instances: InstanceDirectory;
    readonly eras: EraBook;
    readonly channels: Channels;
    readonly health: HealthChecks;
  },
): Promise<void> {
  for (const { instance } of ids.map((id) => engine.instances.find(id))) {
    engine.eras.forget(instance);
    await engine.channels.disconnect(instance.id);
    engine.health.forget(instance.id);
  }
}

/** What a session or a process of the instance hangs on. */
function wayTo({ url, stdio }: Instance): string {
  return JSON.stringify([url, stdio ?? null]);
}

/** What Hopscope started is in no file that could be changed. */
function refuseStarted(
  { demo, runs }: { readonly demo: DemoFleet; readonly runs: Runs },
  id: string | undefined,
): void {
  if (id === undefined) return;
  if (demo.instances().some((instance) => instance.id === id)) {
    throw new AppError('CONFLICT', 'This is an instance of the demo fleet: stop the demo fleet instead.');
  }
  if (runs.instances().some((instance) => instance.id === id)) {
    throw new AppError('CONFLICT', 'This is a copy that Hopscope runs: change the run that it belongs to.');
  }
}
