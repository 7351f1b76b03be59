import type { PlanningProgress } from '../../shared/bridge/planning-commands.ts';
import type { MockNews, MockSettings, MockState } from '../../shared/model/mock.ts';
import type { ReplayPlan } from '../../shared/model/replay-plan.ts';
import { AppError } from '../app-error.ts';
import type { Captures } from '../capture/captures-contract.ts';
import type { MockQueries } from '../capture/mocking/mock-messages.ts';
import { createPlanJobs, type PlanJobs } from '../capture/planning/plan-jobs.ts';
import { openListener, type Listener } from '../gateway/listener.ts';
import { createTicker, type Ticker } from '../gateway/ticker.ts';
import { createRecordQueue } from '../record-queue.ts';
import { isLoopbackName } from '../gateway/safety/turn-away.ts';
import { OpenList } from '../open-list.ts';
import { AskedBoard } from './asked-board.ts';
import { ChannelQuestions, type RecordedReply } from './channel-questions.ts';
import type { MockContext, MutableCounts } from './http/mock-context.ts';
import { MockExchange } from './http/mock-exchange.ts';
import { createReplies } from './http/replies.ts';
import { Mock } from './mock.ts';
import type { RecordedRequest } from './recorded-request.ts';
import { instanceNames, servedRequests, type Served } from './served-requests.ts';
import { createWholeExchanges } from './whole-exchange.ts';

/** Where clients post to. */
const PATH = '/mcp';
const PAGE = 500;
const STATE_EVERY_MS = 250;

/** What mocks need of the engine. */
export interface MockServices {
  readonly captures: Captures;
  /** Whether a text is the key to Hopscope itself. */
  readonly isControlToken: (candidate: string) => boolean;
  readonly onNews: (news: MockNews) => void;
  /** At its start, its end, and at most four times a second while it is asked. */
  readonly onState: (state: MockState) => void;
  /** How far the start of a mock is, whose plan takes the most of it. */
  readonly onPlanning: (progress: PlanningProgress) => void;
  /** Epoch ms. */
  readonly now: () => number;
  readonly onBug: (error: unknown, where: string) => void;
}

/** Recordings that are served. */
export interface Mocks {
  /**
   * Resolves once it listens. Rejects with AppError: NOT_FOUND where the capture is not open, BAD_INPUT where it has nothing to
   * serve, IO where the port cannot be had, CANCELLED by `cancelStart` with the same job.
   */
  start(settings: MockSettings, job?: string): Promise<MockState>;
  cancelStart(job: string): void;
  list(): readonly MockState[];
  /** Resolves with what it has done. Rejects with AppError NOT_FOUND. */
  stop(id: string): Promise<MockState>;
  /** Those of other captures are stopped. */
  keepOnly(captureIds: ReadonlySet<string>): void;
  close(): Promise<void>;
}

interface Running {
  readonly state: () => MockState;
  readonly ticker: Ticker;
  readonly stop: () => Promise<void>;
}

/** A start that is under way. */
interface Starting {
  cancelled: boolean;
}

export function createMocks(services: MockServices): Mocks {
  const running = new Map<string, Running>();
  const plans = createPlanJobs(services.captures, services.onPlanning);
  const starting = new Map<string, Starting>();
  let count = 0;
  const stop = async (id: string): Promise<MockState> => {
    const mock = running.get(id);
    if (!mock) throw new AppError('NOT_FOUND', `There is no mock "${id}" (any more).`, { id });
    running.delete(id);
    await mock.stop();
    // What it still had to tell is told of its end.
    mock.ticker.now();
    return mock.state();
  };
  return {
    async start(settings, job = '') {
      count += 1;
      const id = `mock-${String(count)}`;
      const own: Starting = { cancelled: false };
      if (job !== '') starting.set(job, own);
      try {
        const mock = await startMock({ id, job, settings, own, plans }, services);
        running.set(id, mock);
        mock.ticker.now();
        return mock.state();
      } finally {
        if (job !== '') starting.delete(job);
      }
    },
    cancelStart(job) {
      const own = starting.get(job);
      if (own) own.cancelled = true;
      plans.cancelPlan(job);
    },
    list: () => [...running.values()].map(({ state }) => state()),
    stop,
    keepOnly(captureIds) {
      for (const [id, { state }] of running) {
        if (captureIds.has(state().captureId)) continue;
        stop(id).catch((error: unknown) => {
          services.onBug(error, 'mock');
        });
      }
    },
    async close() {
      await Promise.all([...running.keys()].map(stop));
    },
  };
}

/** Throws AppError CANCELLED where nobody wants the mock any more. */
function checkWanted({ cancelled }: Starting): void {
  if (cancelled) throw new AppError('CANCELLED', 'The recording is not served: that was cancelled.');
}

interface StartInput {
  readonly id: string;
  /** '' where there is none. */
  readonly job: string;
  readonly settings: MockSettings;
  readonly own: Starting;
  readonly plans: PlanJobs;
}

/** What of the recording is served, and which of its values flow. */
async function readRecording(
  { job, settings, own, plans }: StartInput,
  captures: Captures,
): Promise<Served & { readonly plan: ReplayPlan; readonly questions: ChannelQuestions }> {
  const { captureId, faults, instance } = settings;
  const { requests: all, replies } = await readRequests(captures, captureId, own);
  checkInstance(all, instance);
  const served = servedRequests(all, { faults, ...(instance !== undefined && { instance }) });
  if (!served.requests.some(({ kind }) => kind === 'request')) {
    throw new AppError('BAD_INPUT', 'The recording has no answered request: there is nothing to serve.');
  }
  const wish = { captureId, allow: { tools: [] }, flows: [], variables: [] };
  const plan = await plans.plan(wish, job === '' ? undefined : job);
  checkWanted(own);
  return { ...served, plan, questions: new ChannelQuestions(all, replies) };
}

async function startMock(input: StartInput, services: MockServices): Promise<Running> {
  const { id, settings } = input;
  const { captures, isControlToken, now, onBug, onNews, onState } = services;
  const { captureId, listen, lenient, faults, instance, allowOrigins, record } = settings;
  const { requests, notes, plan, questions } = await readRecording(input, captures);
  const board = new AskedBoard();
  const exchanges = createWholeExchanges(captures, captureId, questions);
  const mock = new Mock({
    ...{ requests, plan, exchanges, lenient },
    onNews: ({ kind, nearest, ...news }) => {
      const near = nearest !== undefined;
      // That was answered from the recording, and is noted as such.
      if (kind !== 'waiting')
        board.note({ ...news, outcome: kind, at: now(), ...(near && { number: nearest }) });
      onNews({ id, kind, ...news, ...(near && { nearest }) });
    },
  });
  const counts: MutableCounts = { answered: 0, repeated: 0, alike: 0, unmatched: 0, refused: 0 };
  const counted = (): void => {
    ticker.changed();
  };
  const open = new OpenList<MockExchange>();
  const records = createRecordQueue();
  const listener = await listenFor(listen, {
    ...{ open, counts, counted, onBug },
    context: () => context,
  });
  const listensBeyondLoopback = !isLoopbackName(listener.host);
  const context: MockContext = {
    ...{ id, name: 'mock', url: `${listener.origin}${PATH}`, path: PATH },
    ...{ mock, records, faults, counts, counted, onBug },
    asked: (once) => {
      board.note({ ...once, at: now() });
    },
    door: {
      ...{ listenHost: listener.host, listensBeyondLoopback, allowOrigins, isControlToken },
      isOwnVia: () => false,
      what: 'mock',
    },
    replies: createReplies(),
    recording: () => (record ? captures.recording() : undefined),
  };
  let runs = true;
  const state = (): MockState => ({
    ...{ id, captureId, url: context.url, running: runs, listensBeyondLoopback, notes },
    ...{ lenient, faults, record, ...(instance !== undefined && { instance }) },
    requests: requests.filter(({ kind }) => kind === 'request').length,
    eras: (['modern', 'legacy'] as const).filter((era) => mock.index.has(era)),
    counts: { ...counts },
    asked: board.list(),
    askedBefore: board.before(),
  });
  const ticker = createTicker(STATE_EVERY_MS, () => {
    onState(state());
  });
  return {
    state,
    ticker,
    stop: async () => {
      runs = false;
      await stopMock(listener, open, records);
    },
  };
}

/** Each request that comes is an exchange, from its head to the end of its answer. */
function listenFor(
  listen: MockSettings['listen'],
  parts: Pick<MockContext, 'counts' | 'counted' | 'onBug'> & {
    readonly open: OpenList<MockExchange>;
    readonly context: () => MockContext;
  },
): Promise<Listener> {
  const { context, counted, counts, onBug, open } = parts;
  return openListener(
    listen,
    {
      onRequest: (incoming, response) => {
        const exchange = new MockExchange(incoming, response, context());
        open.add(exchange);
        void exchange.over.then(() => {
          open.delete(exchange);
        });
        exchange.start();
      },
      onConnection: () => undefined,
      onUnreadable: () => {
        counts.refused += 1;
        counted();
      },
      onError: (error) => {
        onBug(error, 'the listener of a mock');
      },
    },
    'mock',
  );
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

async function readRequests(
  captures: Captures,
  captureId: string,
  own: Starting,
): Promise<{ readonly requests: RecordedRequest[]; readonly replies: RecordedReply[] }> {
  const requests: RecordedRequest[] = [];
  const replies: RecordedReply[] = [];
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page: MockQueries['mockRequests']['out'] = await captures.ask(captureId, 'mockRequests', {
      after,
      limit: PAGE,
    });
    checkWanted(own);
    for (const request of page.requests) requests.push(request);
    for (const reply of page.replies) replies.push(reply);
    after = page.last;
  }
  return { requests, replies };
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
