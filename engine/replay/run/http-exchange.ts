import type { Draft, JsonObject } from '../../../shared/model/draft.ts';
import type { ExchangeRef, Failure, ReplayedFrom } from '../../../shared/model/exchange.ts';
import type { StepAnswer } from '../../../shared/model/replay-plan.ts';
import type { ExchangeStart, Recording } from '../../capture/recorder.ts';
import type { ReadyInstance } from '../../client/channel.ts';
import { createLeftOpenClock, type LeftOpenClock } from '../../client/left-open.ts';
import type { AnswerRelay } from '../../transport/answer-relay.ts';
import type { ResponseHead } from '../../transport/exchange-sink.ts';
import type { HttpPool } from '../../transport/http-pool.ts';
import { DEFAULT_LIMITS, type HttpRequest } from '../../transport/http-request.ts';
import { LateSink } from '../../transport/late-sink.ts';
import { sendHttp } from '../../transport/send-http.ts';
import { AnswerTap, type TapListener } from './answer-tap.ts';
import type { OpenRequests } from './open-requests.ts';
import type { PreparedRequest } from './prepare-request.ts';
import { isAnswered, type SentStep } from './step-sender.ts';

/** What sending over HTTP needs of the engine. */
export interface HttpServices {
  /** Where exchanges are recorded now; asked anew for each. */
  readonly recording: () => Recording;
  readonly pool: HttpPool;
  /** A JSON-RPC id that was not used yet. */
  readonly nextRequestId: () => number;
}

/** One HTTP request of a replay. */
export interface ReplayRequest {
  readonly request: PreparedRequest;
  readonly target: ReadyInstance;
  readonly draft?: Draft;
  /** What it repeats; absent for what a session needs of its own. */
  readonly replayed?: ReplayedFrom;
  /** Number of the exchange that it answers a question of, or that opened its session. */
  readonly link?: { readonly kind: 'reply' | 'handshake'; readonly to: number };
  readonly method?: string;
  /** No answer comes to it: a notification, an answer to the server. */
  readonly expectsNothing?: boolean;
  /** The server asks or tells something before it answers. */
  readonly onMessage?: (message: JsonObject, from: ExchangeRef) => void;
}

/** What came of it. */
export interface CameBack {
  readonly ref: ExchangeRef;
  readonly answer: StepAnswer;
  readonly failure?: Failure;
  readonly head?: ResponseHead;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** With a relay the request takes the short way: see decision 0013. Nobody has to be handed anything. */
const SHORT_WAY: AnswerRelay = {
  head: () => undefined,
  bytes: () => true,
  ended: () => undefined,
  broken: () => undefined,
};

const NO_ANSWER = { expects: 'nothing', requestId: undefined } as const;

/**
 * Sends one request as an exchange of origin `replay`, and reads its answer while it comes. Never rejects for what a server does.
 */
export function sendReplayed(
  order: ReplayRequest,
  services: HttpServices,
  open: OpenRequests,
): Promise<CameBack> {
  const { request, target, onMessage } = order;
  const { instance } = target;
  const recording = services.recording();
  const recorder = recording.begin(
    startOf(order, recording.captureId, (value) => {
      tap.parsed(value);
    }),
  );
  const ref = { captureId: recording.captureId, number: recorder.number };
  const sending = open.begin();
  let leftOpen: LeftOpenClock | undefined;
  const listener: TapListener = {
    answered: () => {
      leftOpen ??= createLeftOpenClock(request.era, (finding) => {
        recorder.finding(finding);
        tap.endsWell = true;
        sending.abort();
      });
      leftOpen.answered();
    },
    other: (message) => onMessage?.(message, ref),
  };
  const tap = new AnswerTap(recorder, request.expected.requestId, listener, request.told);
  const { url, httpMethod, headers, body } = request;
  return new Promise((resolve) => {
    const sink = new LateSink(tap, open.records, () => {
      leftOpen?.stop();
      sending.over();
      const { answer, failure, head } = tap.result(recorder.row().failureKind);
      const came: Writable<CameBack> = { ref, answer };
      if (failure) came.failure = failure;
      if (head) came.head = head;
      resolve(came);
    });
    const sent: Writable<HttpRequest> = { url, httpMethod, headers, body };
    if (instance.tls) sent.tls = instance.tls;
    if (instance.useSystemProxy) sent.useSystemProxy = true;
    const { signal } = sending;
    void sendHttp(sent, sink, { signal, limits: DEFAULT_LIMITS, pool: services.pool, relay: SHORT_WAY });
  });
}

function startOf(
  order: ReplayRequest,
  captureId: string,
  onParsed: NonNullable<ExchangeStart['onParsed']>,
): ExchangeStart {
  const { request, draft, replayed, link } = order;
  const { instance } = order.target;
  const again =
    replayed?.captureId === captureId ? ({ kind: 'replay', to: replayed.number } as const) : undefined;
  const linked = link ?? again;
  const start: Writable<ExchangeStart> = {
    origin: 'replay',
    onParsed,
    instanceId: instance.id,
    instanceName: instance.name,
    era: request.era,
    url: request.url.href,
    startedAt: Date.now(),
    httpMethod: request.httpMethod,
    target: request.target,
    headers: request.headers,
    body: request.body,
    method: order.method ?? request.method,
    name: request.name,
    routing: request.routing,
    // All of it is as it was recorded.
    origins: [],
    expected: order.expectsNothing === true ? NO_ANSWER : request.expected,
    tampered: request.tampered,
    headerFault: request.headerFault,
  };
  // Not spread: one is made for each request that is sent.
  if (linked) start.link = linked;
  if (draft) start.draft = draft;
  if (replayed) start.replayed = replayed;
  return start;
}

const GIVEN_UP = 'The replay was cancelled while this was on its way.';

/** What a step came to. */
export function sentStep({ ref, answer, failure }: CameBack, open: OpenRequests): SentStep {
  if (failure?.kind === 'cancelled' && open.givenUp) return { state: 'given-up', ref, why: GIVEN_UP };
  if (isAnswered(answer)) return { state: 'answered', ref, answer };
  return { state: 'failed', ref, answer, why: failure?.message ?? 'No answer came.' };
}
