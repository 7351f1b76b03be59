import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createMcpHandler,
  createRequestStateCodec,
  InMemoryServerEventBus,
} from '@modelcontextprotocol/server';
import type { BugName } from './bugs.ts';
import { answerRequests, ENDPOINT_PATH } from './http/answer-requests.ts';
import { collectInsteads } from './http/instead.ts';
import { openLegacySessions } from './http/legacy-sessions.ts';
import { openTaskStreams } from './http/task-streams.ts';
import type { DemoSettings } from './read-settings.ts';
import { buildServer } from './server/build-server.ts';
import type { Era, ServerParts } from './server/server-parts.ts';
import { SEASON_CHANGES } from './server/tools/season.ts';
import { memoryBaskets, sharedBaskets } from './store/baskets.ts';
import { sharedSwitch, watchChanges } from './store/switches.ts';
import { openSharedStore, type Change, type SharedStore } from './store/shared-store.ts';
import { lateShelf, memoryShelf, sharedShelf, type TaskShelf } from './store/task-shelf.ts';
import { openTasks } from './tasks/tasks.ts';

export interface RunningInstance {
  readonly name: string;
  /** The MCP endpoint, on 127.0.0.1. */
  readonly url: string;
  /** Ends open streams, stops listening and closes the store; takes at most about half a second. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const CLOSE_GRACE_MS = 500;

/**
 * Starts one instance in this process.
 *
 * @param report one line for a person; goes to standard error
 * @throws Error when the port is taken or the store cannot be opened
 */
export async function startInstance(
  settings: DemoSettings,
  report: (line: string) => void,
): Promise<RunningInstance> {
  const store = openSharedStore(settings.storePath);
  const season = sharedSwitch(store, 'season', SEASON_CHANGES);
  const faults = { stuck: settings.bugs.has('stuck-task'), flapping: settings.bugs.has('flapping-task') };
  const tasks = openTasks(shelfFor(store, settings.bugs), faults, Date.now);
  const insteads = collectInsteads();
  const parts: ServerParts = {
    instanceName: settings.name,
    tasks,
    eager: settings.bugs.has('eager-task'),
    insteads,
    baskets: settings.bugs.has('memory-basket') ? memoryBaskets() : sharedBaskets(store),
    season,
    stateCodec: createRequestStateCodec({ key: settings.key }),
    conformance: settings.conformance
      ? {
          tools: sharedSwitch(store, 'conformance-tools', [{ kind: 'tools' }]),
          prompts: sharedSwitch(store, 'conformance-prompts', [{ kind: 'prompts' }]),
        }
      : undefined,
    announceChanges: () => {
      watcher.check();
    },
    report,
  };
  const build = (era: Era) => buildServer(parts, era);

  const bus = new InMemoryServerEventBus();
  const sessions = openLegacySessions(() => build('legacy'), report);
  const modern = createMcpHandler(() => build('modern').server, { legacy: 'reject', bus });
  const taskStreams = openTaskStreams(tasks, report);
  const watcher = watchChanges(store, (change) => {
    bus.publish(toEvent(change));
    sessions.refresh();
    sessions.tell(change);
  });

  const server = createServer(
    answerRequests(
      settings.name,
      settings.bugs,
      {
        prepare: () => {
          watcher.check();
        },
        modern: (request) =>
          taskStreams.answer(request, async (asked) => insteads.apply(asked, await modern.fetch(asked))),
        legacy: (request) => sessions.answer(request),
      },
      report,
    ),
  );
  const close = async (): Promise<void> => {
    watcher.stop();
    taskStreams.close();
    tasks.close();
    await Promise.all([modern.close(), sessions.close()]);
    await closeServer(server);
    store.close();
  };
  try {
    await listen(server, settings.port);
  } catch (error) {
    await close();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  return { name: settings.name, url: `http://${HOST}:${String(port)}${ENDPOINT_PATH}`, close };
}

function shelfFor(store: SharedStore, bugs: ReadonlySet<BugName>): TaskShelf {
  if (bugs.has('lost-task')) return memoryShelf();
  return bugs.has('early-handle') ? lateShelf(sharedShelf(store)) : sharedShelf(store);
}

function toEvent(change: Change): Parameters<InMemoryServerEventBus['publish']>[0] {
  switch (change.kind) {
    case 'tools':
      return { kind: 'tools_list_changed' };
    case 'prompts':
      return { kind: 'prompts_list_changed' };
    case 'resources':
      return { kind: 'resources_list_changed' };
    case 'resource':
      return { kind: 'resource_updated', uri: change.uri };
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    if (!server.listening) {
      resolve();
      return;
    }
    // Answers that are on their way out get a moment; whoever keeps reading is cut off.
    const timer = setTimeout(() => {
      server.closeAllConnections();
    }, CLOSE_GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
