import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AppInfo, Bridge } from '../../shared/bridge/bridge.ts';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { PendingInput } from '../../shared/model/input.ts';
import type { InstanceHealth } from '../../shared/model/instance.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';

/** Copies of what the engine owns and every screen needs. Written by engine events only. */
export interface EngineState {
  readonly connected: boolean;
  readonly info: AppInfo | undefined;
  readonly workspace: WorkspaceState | undefined;
  readonly captures: readonly CaptureSummary[];
  readonly health: ReadonlyMap<string, InstanceHealth>;
  /** Requests of legacy servers that wait for a person. */
  readonly inputs: readonly PendingInput[];
}

export type EngineStore = StoreApi<EngineState>;

/**
 * Mirrors the engine's shared state; asks for all of it again after each reconnect.
 * `onProblem` gets a sentence when the engine refuses one of these questions.
 */
export function createEngineStore(bridge: Bridge, onProblem: (message: string) => void): EngineStore {
  const store = createStore<EngineState>(() => ({
    connected: false,
    info: undefined,
    workspace: undefined,
    captures: [],
    health: new Map(),
    inputs: [],
  }));
  const ask = async (): Promise<void> => {
    const [info, workspace, captures, health, inputs] = await Promise.all([
      bridge.invoke('app.info', null),
      bridge.invoke('workspace.get', null),
      bridge.invoke('capture.list', null),
      bridge.invoke('health.list', null),
      bridge.invoke('input.list', null),
    ]);
    for (const answer of [info, workspace, captures, health, inputs]) {
      if (!answer.ok) onProblem(answer.error.message);
    }
    store.setState({
      ...(info.ok && { info: info.value }),
      ...(workspace.ok && { workspace: workspace.value }),
      ...(captures.ok && { captures: captures.value }),
      ...(inputs.ok && { inputs: inputs.value }),
      ...(health.ok && { health: new Map(health.value.map((entry) => [entry.instanceId, entry])) }),
    });
  };
  bridge.on('workspace', (workspace) => {
    store.setState({ workspace });
  });
  bridge.on('captures', (captures) => {
    store.setState({ captures });
  });
  bridge.on('health', (entry) => {
    store.setState((state) => ({ health: new Map(state.health).set(entry.instanceId, entry) }));
  });
  bridge.on('inputs', (inputs) => {
    store.setState({ inputs });
  });
  bridge.onConnection((connected) => {
    store.setState({ connected });
    if (connected) void ask();
  });
  return store;
}
