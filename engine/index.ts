import { rm } from 'node:fs/promises';
import type { Bridge, Events } from '../shared/bridge/bridge.ts';
import type { AppInfo } from '../shared/model/app-info.ts';
import type { ExchangeRef, Row } from '../shared/model/exchange.ts';
import type { Fleet } from '../shared/model/instance.ts';
import type { Captures } from './capture/captures.ts';
import { createTransfers, type Transfers } from './capture/transfers.ts';
import { createJudgedBoard, type JudgedBoard } from './capture/judging/judged-board.ts';
import { assembleClient } from './client/assemble-client.ts';
import type { ClientDeclaration } from './client/list-all.ts';
import { completeArgument } from './client/completions.ts';
import type { Listings } from './client/listings.ts';
import { createStdioChannel } from './client/stdio-channel.ts';
import { clientHandlers } from './commands/client-handlers.ts';
import { captureHandlers, noteRecents } from './commands/capture-handlers.ts';
import { libraryHandlers } from './commands/library-handlers.ts';
import { redactionHandlers } from './commands/redaction-handlers.ts';
import { searchHandlers } from './commands/search-handlers.ts';
import { seriesHandlers } from './commands/series-handlers.ts';
import { durabilityHandlers } from './commands/durability-handlers.ts';
import { exchangeHandlers } from './commands/exchange-handlers.ts';
import { findingsHandlers } from './commands/findings-handlers.ts';
import { gatewayHandlers } from './commands/gateway-handlers.ts';
import { mockHandlers } from './commands/mock-handlers.ts';
import type { Handlers } from './commands/handlers.ts';
import { replayHandlers } from './commands/replay-handlers.ts';
import { runHandlers } from './commands/run-handlers.ts';
import { taskHandlers } from './commands/task-handlers.ts';
import { tourHandlers } from './commands/tour-handlers.ts';
import { transferHandlers } from './commands/transfer-handlers.ts';
import { importHandlers } from './commands/import-handlers.ts';
import type { Eras } from './client/eras.ts';
import { createLegacyHttpChannel } from './client/legacy-http-channel.ts';
import { createLegacySseChannel } from './client/legacy-sse-channel.ts';
import { createInProcessBridge } from './commands/in-process-bridge.ts';
import { workspaceHandlers, workspaceState } from './commands/workspace-handlers.ts';
import type { EngineOptions } from './engine-options.ts';
import { createGateways, type Gateways } from './gateway/gateways.ts';
import { createDemoFleet, type DemoFleet } from './instances/demo-fleet.ts';
import { createHealthChecks, type HealthCheckOptions, type HealthChecks } from './instances/health-checks.ts';
import { createInstanceControl, type InstanceControlParts } from './instances/instance-control.ts';
import { createInstanceDirectory, type InstanceDirectory } from './instances/instance-directory.ts';
import { createRuns, type Runs } from './instances/runs.ts';
import { Announcer, openEras, openRecents, openStored, openTasks, StoredListeners } from './open-stored.ts';
import { createDurability, type Durability, type DurabilityOptions } from './tasks/durability.ts';
import { createTaskDriver, type TaskDriver, type TaskDriverOptions } from './tasks/driver.ts';
import { openEngineLog } from './log/engine-log.ts';
import type { Log } from './log/log-file.ts';
import { createReportRedaction, redactionTaskOf } from './redactions.ts';
import { createMocks, type Mocks } from './mock/mocks.ts';
import { openReplays } from './replay/run/open-replays.ts';
import { createTours, type Tours, type ToursOptions } from './tour/tours.ts';
import type { Workspace } from './workspace/open-workspace.ts';
import { sessionOnly } from './workspace/secret-store.ts';

export { AppError } from './app-error.ts';
export { answerOf, readMessages, requestIdOf } from './protocol/read-messages.ts';
export { observeDiscover, unknownHealth } from './instances/health.ts';
export { isModernError } from './protocol/modern/modern-error.ts';
export type { ControlInterface, EngineOptions } from './engine-options.ts';
export type { Launch, LaunchedProcess } from './instances/launch-process.ts';
export { keepComments } from './replay/diff/noise-comments.ts';
export { readNoiseFile } from './replay/diff/noise-file.ts';
export { readFaultsFile, readRulesFile } from './gateway/files/read-policy-file.ts';
export { descriptorSink } from './gateway/stdio/byte-sink.ts';
export { durabilityReport } from './tasks/report-durability.ts';
export { logDirectory, openLog, type Log } from './log/log-file.ts';
export { openKeyringStore } from './workspace/keyring-store.ts';
export { sessionOnly, type SecretStore } from './workspace/secret-store.ts';
export { recordStdio } from './gateway/stdio/record-stdio.ts';
export { defaultStateDirectory, defaultWorkspaceDirectory } from './workspace/default-directory.ts';
export { environmentSecrets } from './capture/redaction/environment-secrets.ts';
export { readWorkspace } from './workspace/open-workspace.ts';

/** The front door: everything that a program does goes through the bridge. */
export interface Engine {
  readonly bridge: Bridge;
  /** What goes wrong in the program around it goes there, too; it knows what is secret. */
  readonly log: Log;
  /** Resolves with the row when its exchange is no longer open. */
  whenDone(ref: ExchangeRef): Promise<Row>;
  /** All exchanges of the conversation that began with this one, once nothing more follows by itself. */
  whenSettled(ref: ExchangeRef): Promise<readonly ExchangeRef[]>;
  /** Cancels what is open, ends every child process, writes everything down. Can be called again. */
  close(): Promise<void>;
}

/**
 * Opens the workspace and a recording in it. Rejects with AppError where neither can be had; a damaged file is
 * kept aside, told of in the workspace's problems or as a notice, and the engine starts.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { bridge, parts, log, temporary } = await assemble(options);
  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await Promise.all([parts.gateways.close(), parts.mocks.close()]);
    await Promise.all([
      parts.tours.close(),
      parts.durability.close(),
      parts.replays.close(),
      parts.transfers.close(),
    ]);
    await Promise.all([parts.tasks.close(), parts.client.close()]);
    await Promise.all([parts.demo.stop(), parts.runs.close()]);
    await noteRecents(parts.captures, parts.recents);
    await parts.captures.close();
    await parts.workspace.close();
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
  };
  return {
    bridge,
    log,
    whenDone: (ref) => parts.captures.whenDone(ref),
    whenSettled: (ref) => parts.client.client.whenSettled(ref),
    close: () => (closing ??= close()),
  };
}

async function assemble(options: EngineOptions) {
  const listeners = new StoredListeners();
  const { log, onBug } = openEngineLog(options, listeners);
  const origin = options.origin ?? 'composer';
  const events = new Announcer();
  const { workspace, captures, directory, temporary } = await openStored(options, events, listeners, onBug);
  listeners.secrets = () => workspace.redaction.known();
  const ownOrigin = origin === 'composer' ? 'probe' : origin;
  const parts = assembleClient({
    captures,
    kinds: CHANNEL_KINDS,
    settings: () => workspace.state().client,
    version: options.version,
    ownOrigin,
    emit: (event) => {
      events.emit(event);
    },
    keptEras: await openEras(options, events),
    onEra: (instance) => {
      health.showEra(instance);
    },
    onTask: (made) => {
      tasks.made(made);
    },
    onBug,
  });
  const { client, declaration, eras } = parts;
  const started = createStarted(options, { workspace, declaration, events, listeners });
  const instances = openDirectory(workspace, started);
  const health = openHealth({ client, instances, eras, declaration, onBug }, events);
  const tours = openTours({ ...parts, captures, instances, onBug }, events);
  const shared = { ...parts, ...started, workspace, captures, instances, health, onBug };
  const durability = openDurability(shared, events);
  const replays = await openReplays({ ...shared, directory, env: options.env }, events);
  const listening = openListening(options, { workspace, captures, instances, eras, events, onBug });
  const { gateways, mocks } = listening;
  const fleets = (): readonly Fleet[] => workspaceState(workspace, started).fleets;
  const recents = await openRecents(options, events, onBug);
  const transfers = openTransfers(options, { captures, directory, workspace }, events);
  const kept = await openTasks(options, events);
  const tasks = openDriver({ ...parts, workspace, captures, instances, fleets, kept, origin, onBug }, events);
  hearNotifications({ ...parts, tasks }, events, listeners);
  const judged = openJudged(workspace, events, listeners, mocks);
  listeners.onChange = onWorkspace({ workspace, started, parts, gateways, tasks, judged, health, events });
  const notify = ({ level, message }: Events['notice']) => events.notify(level, message);
  const reports = createReportRedaction(captures, workspace);
  const handlers: Handlers = {
    'app.info': () => infoOf(options, log),
    'secrets.get': () => (options.secretStore ?? NOWHERE).state(),
    ...workspaceHandlers({ workspace, ...started, instances, health, ...parts, notify }),
    ...exchangeHandlers({ ...parts, captures, instances, replays, origin }),
    'completion.get': ({ instanceId, ...question }) =>
      completeArgument(question, instances.ready(instanceId), { client, declaration, origin: ownOrigin }),
    ...captureHandlers(captures, recents),
    ...libraryHandlers(captures, directory),
    ...redactionHandlers({ captures, workspace, events, reports }),
    ...searchHandlers({ captures, workspace }),
    ...seriesHandlers({ captures, workspace, events, reports }),
    ...findingsHandlers({ captures, judged, workspace, reports }),
    ...clientHandlers({ ...parts, workspace }),
    ...importHandlers({ workspace, env: options.env }),
    ...gatewayHandlers({ workspace, gateways, instances }),
    ...mockHandlers(mocks),
    ...tourHandlers({ tours }),
    ...durabilityHandlers({ durability, reports }),
    ...taskHandlers({ tasks }),
    ...replayHandlers({ replays, captures, reports }),
    ...transferHandlers(transfers),
    ...runHandlers({ workspace, ...started, health, ...parts, notify }),
  };
  const bridge = createInProcessBridge(handlers, onBug);
  events.connect(bridge);
  tasks.start();
  return {
    bridge,
    log,
    parts: { ...shared, ...listening, recents, tours, durability, replays, tasks, transfers, client: parts },
    temporary,
  };
}

/** After each change of the workspace, and of what is started: whoever goes by it looks again. */
function onWorkspace(known: {
  readonly workspace: Workspace;
  readonly started: { readonly demo: DemoFleet; readonly runs: Runs };
  readonly parts: { settingsChanged(): void };
  readonly gateways: Gateways;
  readonly tasks: TaskDriver;
  readonly judged: JudgedBoard;
  readonly health: HealthChecks;
  readonly events: Announcer;
}): () => void {
  return () => {
    const state = workspaceState(known.workspace, known.started);
    known.parts.settingsChanged();
    known.gateways.refresh();
    known.tasks.refresh();
    known.judged.refresh();
    known.health.keepOnly(new Set(state.instances.map(({ id }) => id)));
    known.events.emit({ event: 'workspace', payload: state });
  };
}

function openTransfers(
  { version }: EngineOptions,
  {
    workspace,
    ...stored
  }: { readonly captures: Captures; readonly directory: string; readonly workspace: Workspace },
  events: Announcer,
): Transfers {
  return createTransfers({
    ...stored,
    program: `hopscope ${version}`,
    redaction: () => redactionTaskOf(workspace),
    onState: (payload) => {
      events.emit({ event: 'transfer', payload });
    },
    now: Date.now,
  });
}

/** The servers that Hopscope itself starts. */
function createStarted(
  options: EngineOptions,
  engine: {
    readonly workspace: Workspace;
    readonly declaration: () => ClientDeclaration;
    readonly events: Announcer;
    readonly listeners: StoredListeners;
  },
): { readonly demo: DemoFleet; readonly runs: Runs } {
  const { workspace, declaration, events, listeners } = engine;
  const { env, launch } = options;
  const onChange = (): void => {
    listeners.onChange();
  };
  return {
    demo: createDemoFleet({ ...options.demo, env, ...(launch && { launch }), onChange }),
    runs: createRuns({
      settings: () => workspace.state().runs,
      resolve: (run, own) => workspace.runs.resolve(run, own),
      declaration,
      env,
      onRun: (state) => {
        events.emit({ event: 'run', payload: state });
      },
      onInstances: onChange,
    }),
  };
}

function openDirectory(
  workspace: Workspace,
  started: { readonly demo: DemoFleet; readonly runs: Runs },
): InstanceDirectory {
  return createInstanceDirectory({
    instances: () => workspaceState(workspace, started).instances,
    resolveHeaders: (instance) => workspace.resolveHeaders(instance),
    resolveCommand: (instance) => workspace.resolveCommand(instance),
    resolveTls: (instance) => workspace.resolveTls(instance),
  });
}

function openHealth(parts: Omit<HealthCheckOptions, 'onHealth' | 'now'>, events: Announcer): HealthChecks {
  return createHealthChecks({
    ...parts,
    onHealth: (entry) => {
      events.emit({ event: 'health', payload: entry });
    },
    now: Date.now,
  });
}

function openJudged(
  workspace: Workspace,
  events: Announcer,
  listeners: StoredListeners,
  mocks: Mocks,
): JudgedBoard {
  const judged = createJudgedBoard(
    () => workspace.state().mutes,
    (state) => {
      events.emit({ event: 'judged', payload: state });
    },
  );
  listeners.onJudged = (captureId, progress) => {
    judged.told(captureId, progress);
  };
  listeners.onSummaries = (list) => {
    const open = new Set(list.map(({ id }) => id));
    judged.keepOnly(open);
    mocks.keepOnly(open);
  };
  return judged;
}

/** Tells of lists that a server has said are others now. */
function hearNotifications(
  { listings, tasks }: { readonly listings: Listings; readonly tasks: TaskDriver },
  events: Announcer,
  listeners: StoredListeners,
): void {
  listeners.onNotification = (instanceId, method, from) => {
    tasks.heard(from);
    const kinds = listings.heard(instanceId, method);
    if (kinds.length > 0) events.emit({ event: 'listing', payload: { instanceId, kinds } });
  };
}

function openTours(parts: Omit<ToursOptions, 'onTour'>, events: Announcer): Tours {
  return createTours({
    ...parts,
    onTour: (payload) => {
      events.emit({ event: 'tour', payload });
    },
  });
}

function openDurability(
  parts: Omit<DurabilityOptions, 'settings' | 'control' | 'onState' | 'now'> &
    InstanceControlParts & { readonly workspace: Workspace },
  events: Announcer,
): Durability {
  return createDurability({
    ...parts,
    settings: () => parts.workspace.state().client,
    control: createInstanceControl(parts, 'a durability check'),
    onState: (payload) => {
      events.emit({ event: 'durability', payload });
    },
    now: Date.now,
  });
}

function openDriver(
  parts: Omit<TaskDriverOptions, 'settings' | 'onTask' | 'onProblem' | 'now'> & {
    readonly workspace: Workspace;
  },
  events: Announcer,
): TaskDriver {
  return createTaskDriver({
    ...parts,
    settings: () => parts.workspace.state().client,
    onTask: (payload) => {
      events.emit({ event: 'task', payload });
    },
    onProblem: (message) => {
      events.notify('warning', message);
    },
    now: Date.now,
  });
}

/** What clients connect to. */
function openListening(
  { control }: EngineOptions,
  parts: {
    readonly workspace: Workspace;
    readonly captures: Captures;
    readonly instances: InstanceDirectory;
    readonly eras: Eras;
    readonly events: Announcer;
    readonly onBug: (error: unknown, where: string) => void;
  },
): { readonly gateways: Gateways; readonly mocks: Mocks } {
  const isControlToken = (candidate: string): boolean => control?.isToken(candidate) ?? false;
  const gateways = createGateways(() => parts.workspace.state().gateways, {
    find: (id) => parts.instances.find(id),
    recording: () => parts.captures.recording(),
    knownEra: (instance) => parts.eras.known(instance)?.era,
    controlPorts: () => control?.ports() ?? [],
    isControlToken,
    onState: (state) => {
      parts.events.emit({ event: 'gateway', payload: state });
    },
    onBug: parts.onBug,
  });
  const mocks = createMocks({
    captures: parts.captures,
    isControlToken,
    onNews: (payload) => {
      parts.events.emit({ event: 'mock', payload });
    },
    onState: (payload) => {
      parts.events.emit({ event: 'mockState', payload });
    },
    onPlanning: (payload) => {
      parts.events.emit({ event: 'planning', payload });
    },
    now: Date.now,
    onBug: parts.onBug,
  });
  return { gateways, mocks };
}

const NOWHERE = sessionOnly('this program has no place to keep them');

const CHANNEL_KINDS = {
  legacyHttp: createLegacyHttpChannel,
  legacySse: createLegacySseChannel,
  stdio: createStdioChannel,
};

function infoOf({ version, program }: EngineOptions, log: Log): AppInfo {
  const files = program === 'web' ? 'transfer' : 'path';
  return { version, program, platform: process.platform, files, logFile: log.path };
}
