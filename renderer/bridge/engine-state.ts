import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { AppInfo } from '../../shared/model/app-info.ts';
import type { CaptureSummary } from '../../shared/model/capture.ts';
import type { JudgedState, RuleInfo } from '../../shared/model/finding.ts';
import type { GatewayState } from '../../shared/model/gateway.ts';
import type { Connection, PendingInput } from '../../shared/model/input.ts';
import type { InstanceHealth } from '../../shared/model/instance.ts';
import type { MockState } from '../../shared/model/mock.ts';
import type { RecentCapture } from '../../shared/model/recent-capture.ts';
import type { RunState } from '../../shared/model/run.ts';
import type { TourState } from '../../shared/model/tour.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';
import { withMock } from '../ui/mock-of.ts';

/** Copies of what the engine owns and every screen needs. Written by engine events only. */
export interface EngineState {
  readonly connected: boolean;
  readonly info: AppInfo | undefined;
  readonly workspace: WorkspaceState | undefined;
  readonly captures: readonly CaptureSummary[];
  /** Recordings that were open lately and are still there, the last one first. */
  readonly recents: readonly RecentCapture[];
  readonly health: ReadonlyMap<string, InstanceHealth>;
  /** Requests of legacy servers that wait for a person. */
  readonly inputs: readonly PendingInput[];
  /** Sessions and processes by instance: the last word of each, as far as one was ever open. */
  readonly connections: ReadonlyMap<string, readonly Connection[]>;
  /** Gateways as they run, by id; their settings stand in the workspace. */
  readonly gateways: ReadonlyMap<string, GatewayState>;
  /** Servers that Hopscope runs in copies, by id; their settings stand in the workspace. */
  readonly runs: ReadonlyMap<string, RunState>;
  /** Recordings that are served, and the last one of each capture that was, by the mock's id. */
  readonly mocks: ReadonlyMap<string, MockState>;
  /** The last tour of each instance, under way or over, by the instance's id. */
  readonly tours: ReadonlyMap<string, TourState>;
  /** All rules by id, as this engine has them. */
  readonly rules: ReadonlyMap<string, RuleInfo>;
  /** How far each open capture is judged, by its id. */
  readonly judged: ReadonlyMap<string, JudgedState>;
}

export type EngineStore = StoreApi<EngineState>;

type Connections = EngineState['connections'];

/** With this word of a session or process in place of its last one: each era and transport has its own. Pure. */
function withConnection(connections: Connections, connection: Connection): Connections {
  const { instanceId, era, transport } = connection;
  const others = (connections.get(instanceId) ?? []).filter(
    (own) => own.era !== era || own.transport !== transport,
  );
  return new Map(connections).set(instanceId, [...others, connection]);
}

/** With these words on how far captures are judged; those of captures that are closed are forgotten. Pure. */
function withJudged(
  judged: EngineState['judged'],
  states: readonly JudgedState[],
  captures: readonly CaptureSummary[],
): EngineState['judged'] {
  const all = new Map(judged);
  for (const state of states) all.set(state.captureId, state);
  if (all.size <= captures.length) return all;
  const open = new Set(captures.map(({ id }) => id));
  // The word on a capture may come before the list that has it.
  const told = new Set(states.map(({ captureId }) => captureId));
  return new Map([...all].filter(([id]) => open.has(id) || told.has(id)));
}

/** These words on how far captures are judged. */
function noteJudged(store: EngineStore, states: readonly JudgedState[]): void {
  store.setState(({ judged, captures }) => ({ judged: withJudged(judged, states, captures) }));
}

/** Asks for all of the shared state. */
async function askAll(
  bridge: Bridge,
  store: EngineStore,
  onProblem: (message: string) => void,
): Promise<void> {
  const answers = await Promise.all([
    bridge.invoke('app.info', null),
    bridge.invoke('workspace.get', null),
    bridge.invoke('capture.list', null),
    bridge.invoke('health.list', null),
    bridge.invoke('input.list', null),
    bridge.invoke('connection.list', null),
    bridge.invoke('gateway.list', null),
    bridge.invoke('run.list', null),
    bridge.invoke('tour.list', null),
    bridge.invoke('rules.list', null),
    bridge.invoke('recents.list', null),
    bridge.invoke('mock.list', null),
  ]);
  for (const answer of answers) if (!answer.ok) onProblem(answer.error.message);
  const [
    info,
    workspace,
    captures,
    health,
    inputs,
    connections,
    gateways,
    runs,
    tours,
    rules,
    recents,
    mocks,
  ] = answers;
  store.setState({
    ...(info.ok && { info: info.value }),
    ...(workspace.ok && { workspace: workspace.value }),
    ...(captures.ok && { captures: captures.value }),
    ...(recents.ok && { recents: recents.value }),
    ...(inputs.ok && { inputs: inputs.value }),
    ...(health.ok && { health: new Map(health.value.map((entry) => [entry.instanceId, entry])) }),
    ...(connections.ok && { connections: connections.value.reduce(withConnection, new Map()) }),
    ...(gateways.ok && { gateways: new Map(gateways.value.map((entry) => [entry.id, entry])) }),
    ...(runs.ok && { runs: new Map(runs.value.map((entry) => [entry.id, entry])) }),
    ...(tours.ok && { tours: new Map(tours.value.map((entry) => [entry.instanceId, entry])) }),
    ...(mocks.ok && { mocks: new Map(mocks.value.map((entry) => [entry.id, entry])) }),
    ...(rules.ok && { rules: new Map(rules.value.map((rule) => [rule.id, rule])) }),
  });
  // What was judged while nobody listened came in no event. Each is noted as it comes: an event after it knows more.
  for (const { id: captureId } of captures.ok ? captures.value : []) {
    void bridge.invoke('findings.groups', { captureId }).then((answer) => {
      if (answer.ok) noteJudged(store, [answer.value.state]);
    });
  }
}

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
    recents: [],
    health: new Map(),
    inputs: [],
    connections: new Map(),
    gateways: new Map(),
    runs: new Map(),
    mocks: new Map(),
    tours: new Map(),
    rules: new Map(),
    judged: new Map(),
  }));
  const ask = (): Promise<void> => askAll(bridge, store, onProblem);
  bridge.on('workspace', (workspace) => {
    store.setState({ workspace });
  });
  bridge.on('captures', (captures) => {
    store.setState({ captures });
  });
  bridge.on('recents', (recents) => {
    store.setState({ recents });
  });
  bridge.on('health', (entry) => {
    store.setState((state) => ({ health: new Map(state.health).set(entry.instanceId, entry) }));
  });
  bridge.on('inputs', (inputs) => {
    store.setState({ inputs });
  });
  bridge.on('connection', (connection) => {
    store.setState((state) => ({ connections: withConnection(state.connections, connection) }));
  });
  bridge.on('gateway', (entry) => {
    store.setState((state) => ({ gateways: new Map(state.gateways).set(entry.id, entry) }));
  });
  bridge.on('run', (entry) => {
    store.setState((state) => ({ runs: new Map(state.runs).set(entry.id, entry) }));
  });
  bridge.on('mockState', (entry) => {
    store.setState((state) => ({ mocks: withMock(state.mocks, entry) }));
  });
  bridge.on('tour', (entry) => {
    store.setState((state) => ({ tours: new Map(state.tours).set(entry.instanceId, entry) }));
  });
  bridge.on('judged', (state) => {
    noteJudged(store, [state]);
  });
  bridge.onConnection((connected) => {
    store.setState({ connected });
    if (connected) void ask();
  });
  return store;
}
