import type { MockNews, MockSettings, MockState } from '../../shared/model/mock.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures-contract.ts';
import { askPlan } from '../capture/planning/ask-plan.ts';
import { openListener, type Listener } from '../gateway/listener.ts';
import { createRecordQueue } from '../record-queue.ts';
import { isLoopbackName } from '../gateway/safety/turn-away.ts';
import { OpenList } from '../open-list.ts';
import type { MockContext, MutableCounts } from './http/mock-context.ts';
import { MockExchange } from './http/mock-exchange.ts';
import { createReplies } from './http/replies.ts';
import { Mock } from './mock.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { instanceNames, servedRequests } from './served-requests.ts';
import { createWholeExchanges } from './whole-exchange.ts';

/** Where clients post to. */
const PATH = '/mcp';
const PAGE = 500;

/** What mocks need of the engine. */
export interface MockServices {
  readonly captures: Captures;
  /** Whether a text is the key to Hopscope itself. */
  readonly isControlToken: (candidate: string) => boolean;
  readonly onNews: (news: MockNews) => void;
  readonly onBug: (error: unknown, where: string) => void;
}

/** Recordings that are served. */
export interface Mocks {
  /**
   * Resolves once it listens. Rejects with AppError: NOT_FOUND where the capture is not open, BAD_INPUT where it has nothing to
   * serve, IO where the port cannot be had.
   */
  start(settings: MockSettings): Promise<MockState>;
  list(): readonly MockState[];
  /** Resolves with what it has done. Rejects with AppError NOT_FOUND. */
  stop(id: string): Promise<MockState>;
  close(): Promise<void>;
}

interface Running {
  readonly state: () => MockState;
  readonly stop: () => Promise<void>;
}

export function createMocks(services: MockServices): Mocks {
  const running = new Map<string, Running>();
  let count = 0;
  const stop = async (id: string): Promise<MockState> => {
    const mock = running.get(id);
    if (!mock) throw new AppError('NOT_FOUND', `There is no mock "${id}" (any more).`, { id });
    running.delete(id);
    await mock.stop();
    return { ...mock.state(), running: false };
  };
  return {
    async start(settings) {
      count += 1;
      const id = `mock-${String(count)}`;
      const mock = await startMock(id, settings, services);
      running.set(id, mock);
      return mock.state();
    },
    list: () => [...running.values()].map(({ state }) => state()),
    stop,
    async close() {
      await Promise.all([...running.keys()].map(stop));
    },
  };
}

async function startMock(id: string, settings: MockSettings, services: MockServices): Promise<Running> {
  const { captures, isControlToken, onBug, onNews } = services;
  const { captureId, listen, lenient, faults, instance, allowOrigins, record } = settings;
  const all = await readRequests(captures, captureId);
  checkInstance(all, instance);
  const { requests, notes } = servedRequests(all, { faults, ...(instance !== undefined && { instance }) });
  if (!requests.some(({ kind }) => kind === 'request')) {
    throw new AppError('BAD_INPUT', 'The recording has no answered request: there is nothing to serve.');
  }
  const plan = await askPlan(captures, { captureId, allow: { tools: [] }, flows: [], variables: [] });
  const exchanges = createWholeExchanges(captures, captureId);
  const mock = new Mock({
    ...{ requests, plan, exchanges, lenient },
    onNews: (news) => {
      onNews({ id, ...news });
    },
  });
  const counts: MutableCounts = { answered: 0, repeated: 0, alike: 0, unmatched: 0, refused: 0 };
  const open = new OpenList<MockExchange>();
  const records = createRecordQueue();
  const listener = await openListener(
    listen,
    {
      onRequest: (incoming, response) => {
        const exchange = new MockExchange(incoming, response, context);
        open.add(exchange);
        void exchange.over.then(() => {
          open.delete(exchange);
        });
        exchange.start();
      },
      onConnection: () => undefined,
      onUnreadable: () => {
        counts.refused += 1;
      },
      onError: (error) => {
        onBug(error, 'the listener of a mock');
      },
    },
    'mock',
  );
  const listensBeyondLoopback = !isLoopbackName(listener.host);
  const context: MockContext = {
    ...{
      id,
      name: 'mock',
      url: `${listener.origin}${PATH}`,
      path: PATH,
      mock,
      records,
      faults,
      counts,
      onBug,
    },
    door: {
      ...{ listenHost: listener.host, listensBeyondLoopback, allowOrigins, isControlToken },
      isOwnVia: () => false,
      what: 'mock',
    },
    replies: createReplies(),
    recording: () => (record ? captures.recording() : undefined),
  };
  return {
    state: () => ({
      ...{ id, captureId, url: context.url, running: true, listensBeyondLoopback, notes },
      requests: requests.filter(({ kind }) => kind === 'request').length,
      eras: (['modern', 'legacy'] as const).filter((era) => mock.index.has(era)),
      counts: { ...counts },
    }),
    stop: () => stopMock(listener, open, records),
  };
}

async function stopMock(
  listener: Listener,
  open: OpenList<MockExchange>,
  records: { flush(): void },
): Promise<void> {
  const closed = listener.close();
  const exchanges = open.all();
  for (const exchange of exchanges) exchange.stop();
  await Promise.all(exchanges.map(({ over }) => over));
  records.flush();
  listener.closeConnections();
  await closed;
}

async function readRequests(captures: Captures, captureId: string): Promise<RecordedRequest[]> {
  const all: RecordedRequest[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: { readonly requests: readonly RecordedRequest[]; readonly last: number | undefined } =
      await captures.ask(captureId, 'mockRequests', { after, limit: PAGE });
    for (const request of page.requests) all.push(request);
    after = page.last;
  }
  return all;
}

function checkInstance(all: readonly RecordedRequest[], instance: string | undefined): void {
  if (instance === undefined) return;
  const names = instanceNames(all);
  if (names.includes(instance)) return;
  throw new AppError(
    'BAD_INPUT',
    `The recording has no instance ${JSON.stringify(instance)}: it has ${names.join(', ')}.`,
  );
}
