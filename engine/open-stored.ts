import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BridgeEvent, Events } from '../shared/bridge/bridge.ts';
import type { ExchangeRef } from '../shared/model/exchange.ts';
import type { CaptureSummary } from '../shared/model/capture.ts';
import { createCaptures, type Captures } from './capture/captures.ts';
import { openRecentCaptures, type RecentCaptures } from './capture/recent-captures.ts';
import type { JudgeProgress } from './capture/judging/judge-messages.ts';
import type { InProcessBridge } from './commands/in-process-bridge.ts';
import type { EngineOptions } from './engine-options.ts';
import { noKeptEras, openKeptEras, type KeptEras } from './instances/kept-eras.ts';
import { recordingRedactionOf } from './redactions.ts';
import { openKeptTasks, type KeptTask } from './tasks/kept-tasks.ts';
import { noKeptEntries, type KeptEntries } from './workspace/kept-entries.ts';
import { defaultStateDirectory } from './workspace/default-directory.ts';
import { openWorkspace, type Workspace } from './workspace/open-workspace.ts';
import { prepareCaptures } from './workspace/workspace-storage.ts';

/** Events before anybody can listen: damaged files are found while they are opened. */
export class Announcer {
  readonly #early: BridgeEvent[] = [];
  #bridge: InProcessBridge | undefined;

  emit(event: BridgeEvent): void {
    if (this.#bridge) this.#bridge.emit(event);
    else this.#early.push(event);
  }

  /** A program subscribes right after it has the engine; what came before is told then. */
  connect(bridge: InProcessBridge): void {
    setImmediate(() => {
      this.#bridge = bridge;
      for (const event of this.#early.splice(0)) bridge.emit(event);
    });
  }

  notify(level: Events['notice']['level'], message: string): void {
    this.emit({ event: 'notice', payload: { level, message } });
  }
}

interface Stored {
  readonly workspace: Workspace;
  readonly captures: Captures;
  /** Where new recordings go. */
  readonly directory: string;
  readonly temporary: string | undefined;
}

/** What is opened first tells these; they are replaced as soon as there is something that listens. */
export class StoredListeners {
  onChange: () => void = () => undefined;
  onNotification: (instanceId: string, method: string, from: ExchangeRef) => void = () => undefined;
  onJudged: (captureId: string, progress: JudgeProgress) => void = () => undefined;
  onSummaries: (list: readonly CaptureSummary[]) => void = () => undefined;
  /** What must not stand in the log. */
  secrets: () => readonly string[] = () => [];
}

export async function openStored(
  options: EngineOptions,
  events: Announcer,
  listeners: StoredListeners,
  onBug: (error: unknown, where: string) => void,
): Promise<Stored> {
  const temporary = options.ephemeral ? await mkdtemp(join(tmpdir(), 'hopscope-')) : undefined;
  let workspace: Workspace | undefined;
  try {
    workspace = await openWorkspaceOf(options, listeners, onBug);
    if (options.redaction) await workspace.redaction.save(options.redaction);
    const directory = await capturesDirectory(options, temporary);
    const captures = await openCaptures(options, events, { directory, listeners, workspace });
    return { workspace, captures, directory, temporary };
  } catch (error) {
    // Nothing of a start that failed may stay behind.
    await workspace?.close();
    if (temporary !== undefined) await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

function openWorkspaceOf(
  options: EngineOptions,
  listeners: StoredListeners,
  onBug: (error: unknown, where: string) => void,
): Promise<Workspace> {
  return openWorkspace({
    directory: options.workspaceDirectory,
    env: options.env,
    inMemory: options.ephemeral === true,
    ...(options.secretStore && { secretStore: options.secretStore }),
    onBug,
    onChange: () => {
      listeners.onChange();
    },
  });
}

/** Where new recordings go. */
function capturesDirectory(
  { recordInto, workspaceDirectory }: EngineOptions,
  temporary: string | undefined,
): Promise<string> {
  if (recordInto !== undefined) return prepareCaptures(recordInto);
  return Promise.resolve(temporary ?? join(workspaceDirectory, 'captures'));
}

function openCaptures(
  options: EngineOptions,
  events: Announcer,
  {
    directory,
    listeners,
    workspace,
  }: { readonly directory: string; readonly listeners: StoredListeners; readonly workspace: Workspace },
): Promise<Captures> {
  return createCaptures({
    directory,
    redaction: () => recordingRedactionOf(workspace),
    // What a crash left is for the app to open, not for a command that passes by.
    reopens: options.ephemeral !== true,
    // A command that only sends something pays for nothing that it does not ask for.
    judges: options.ephemeral !== true,
    ...(options.ephemeral === true
      ? { shared: true }
      : {
          onFollowed: ({ name }) => {
            events.notify(
              'note',
              `Another Hopscope records into ${name} now. Choose it among the captures to look on.`,
            );
          },
        }),
    program: `hopscope ${options.version}`,
    ...(options.captureFile !== undefined && { file: options.captureFile }),
    onRows: (batch) => {
      events.emit({ event: 'rows', payload: batch });
    },
    onSummaries: (list) => {
      listeners.onSummaries(list);
      events.emit({ event: 'captures', payload: list });
    },
    onProblem: (message) => {
      events.notify('warning', message);
    },
    onNote: (message) => {
      events.notify('note', message);
    },
    onNotification: (instanceId, method, from) => {
      listeners.onNotification(instanceId, method, from);
    },
    onJudged: (captureId, progress) => {
      listeners.onJudged(captureId, progress);
    },
  });
}

/** Beside the recordings: like them it tells of this machine, and is not for git. */
export function openEras(options: EngineOptions, events: Announcer): Promise<KeptEras> {
  if (options.ephemeral) return Promise.resolve(noKeptEras());
  return openKeptEras(join(options.workspaceDirectory, 'captures'), {
    onProblem: (message) => {
      events.notify('warning', message);
    },
    now: Date.now,
  });
}

/** Likewise. */
export function openTasks(options: EngineOptions, events: Announcer): Promise<KeptEntries<KeptTask>> {
  if (options.ephemeral) return Promise.resolve(noKeptEntries());
  return openKeptTasks(join(options.workspaceDirectory, 'captures'), {
    onProblem: (message) => {
      events.notify('warning', message);
    },
    now: Date.now,
  });
}

/** Of this user on this machine, whatever the workspace. */
export function openRecents(
  { ephemeral, env }: EngineOptions,
  events: Announcer,
  onBug: (error: unknown, where: string) => void,
): Promise<RecentCaptures> {
  return openRecentCaptures({
    file: ephemeral ? undefined : join(defaultStateDirectory(env, process.platform), 'recent-captures.json'),
    now: Date.now,
    onChange: (payload) => {
      events.emit({ event: 'recents', payload });
    },
    onBug,
  });
}
