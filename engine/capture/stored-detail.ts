import * as z from 'zod';
import type { SameShape } from '../../shared/bridge/same-shape.ts';
import { draftSchema } from '../../shared/bridge/schemas.ts';
import {
  FAILURE_KINDS,
  type BodyView,
  type ExchangeDetail,
  type ExchangeRef,
  type RoutingLine,
} from '../../shared/model/exchange.ts';
import type { Draft } from '../../shared/model/draft.ts';
import type { GatewayPart } from '../../shared/model/gateway.ts';
import type { ResponseHead, ExchangeEnd } from '../transport/exchange-sink.ts';
import { JsonMemory } from './json-memory.ts';
import { importedSchema } from './json-line.ts';
import { gatewayEnding, gatewayStart } from './stored-gateway.ts';
import type { ExchangeStart, GatewayEnding } from './recorder.ts';
import { lostFailure } from './lost-failure.ts';
import type { StoredBody, StoredExchange } from './store-messages.ts';
import { DamagedError, parseJson } from './stored-values.ts';

// The JSON columns of a capture: written here, and checked here when they come back, because a file may be damaged
// or come from a stranger.

/** Column request.head. */
export type StoredRequestHead = Pick<
  ExchangeStart,
  | 'url'
  | 'httpMethod'
  | 'target'
  | 'headers'
  | 'routing'
  | 'origins'
  | 'draft'
  | 'channel'
  | 'gateway'
  | 'replayed'
  | 'imported'
>;

/** Requests that ask for the same share one table: see RoutingMemory. */
const ROUTING = new JsonMemory<readonly RoutingLine[]>(
  (routing) => `,"routing":${JSON.stringify(routing)},"origins":`,
);

/** Column request.head, as JSON: `first`, `headers`, `routing`, all of `own` and `draft`, one after the other. */
export interface RequestText {
  /** With these three other requests begin, too. The first and the last one are mostly the very same strings. */
  readonly first: string;
  readonly headers: string;
  readonly routing: string;
  /** In parts: put together first they would be copied once more. */
  readonly own: readonly string[];
  /** Other requests end with the same: they were made of the same draft. */
  readonly draft: string | undefined;
  /** The same draft is sent to several instances. */
  readonly isSentOften: boolean;
}

export function writeRequestHead(start: ExchangeStart): RequestText {
  const { routing, origins, draft, channel, gateway, replayed, imported } = start;
  const own = [origins.length > 0 ? JSON.stringify(origins) : '[]'];
  if (channel !== undefined) own.push(`,"channel":${String(channel)}`);
  if (gateway) own.push(',"gateway":', JSON.stringify(gateway));
  if (imported) own.push(',"imported":', JSON.stringify(imported));
  if (replayed) own.push(',"replayed":', REPLAYED.textOf(replayed));
  if (draft) own.push(',"draft":');
  else own.push('}');
  return {
    first: beginningOf(start),
    headers: JSON.stringify(start.headers),
    routing: ROUTING.textOf(routing),
    own,
    draft: draft && DRAFTS.textOf(draft),
    isSentOften: replayed !== undefined,
  };
}

/** What request heads begin with: of requests to the same few places it is the same. */
const BEGINNINGS: {
  readonly url: string;
  readonly httpMethod: string;
  readonly target: string;
  readonly text: string;
}[] = [];
const MOST_BEGINNINGS = 8;

function beginningOf({ url, httpMethod, target }: ExchangeStart): string {
  const known = BEGINNINGS.find(
    (one) => one.url === url && one.httpMethod === httpMethod && one.target === target,
  );
  if (known) return known.text;
  const text = `${JSON.stringify({ url, httpMethod, target }).slice(0, -1)},"headers":`;
  BEGINNINGS.unshift({ url, httpMethod, target, text });
  BEGINNINGS.length = Math.min(BEGINNINGS.length, MOST_BEGINNINGS);
  return text;
}

/** Heads that were read once are the same objects: see HeadMemory. */
const ANSWER_HEADS = new JsonMemory<ResponseHead>(({ status, statusText, httpVersion, headers }) =>
  JSON.stringify({ status, statusText, httpVersion, headers }),
);

/** Column answer.head. */
export function writeAnswerHead(head: ResponseHead): string {
  return ANSWER_HEADS.textOf(head);
}

/** The requests of one step to several instances follow each other. */
const DRAFTS = new JsonMemory<Draft>((draft) => `${JSON.stringify(draft)}}`);
const REPLAYED = new JsonMemory<NonNullable<ExchangeStart['replayed']>>();

/** Column answer.ending. */
interface StoredEnding extends ExchangeEnd {
  readonly gateway?: GatewayEnding;
}

/** Column answer.ending, as JSON: `own`, then `alike`, with which others end, too; '' where nothing of it is. */
export interface AnswerText {
  readonly own: string;
  readonly alike: string;
}

/** What comes last and is the same for many: what a gateway's client asked for. Wherever it is parted, the text is the same. */
const PARTED_AT = ',"request":{';

export function writeEnding(end: ExchangeEnd, gateway: GatewayEnding | undefined): AnswerText {
  if (!gateway) return { own: JSON.stringify(end), alike: '' };
  const text = JSON.stringify({ ...end, gateway });
  const at = gateway.client ? text.lastIndexOf(PARTED_AT) : -1;
  return at < 0 ? { own: text, alike: '' } : { own: text.slice(0, at), alike: text.slice(at) };
}

const headerList = z.array(z.tuple([z.string(), z.string()]).readonly());

const routingLine = z.object({
  header: z.string(),
  value: z.string().exactOptional(),
  decoded: z.string().exactOptional(),
  field: z.string().exactOptional(),
  fieldValue: z.string().exactOptional(),
  verdict: z.enum(['match', 'mismatch', 'missing', 'invalid', 'not-needed']),
  note: z.string(),
});

const valueOrigin = z.object({
  target: z.string(),
  origin: z.string(),
  kind: z.enum(['protocol', 'draft', 'schema', 'instance', 'workspace', 'transport', 'tampered']),
});

const requestHead = z.object({
  url: z.string(),
  httpMethod: z.string(),
  target: z.string(),
  headers: headerList,
  routing: z.array(routingLine),
  origins: z.array(valueOrigin),
  draft: draftSchema.exactOptional(),
  channel: z.number().exactOptional(),
  gateway: gatewayStart.exactOptional(),
  replayed: z
    .object({
      id: z.string(),
      run: z.number(),
      number: z.number(),
      captureId: z.string(),
      captureName: z.string(),
    })
    .exactOptional(),
  imported: importedSchema.exactOptional(),
});

const answerHead = z.object({
  status: z.number(),
  statusText: z.string(),
  httpVersion: z.string(),
  headers: headerList,
});

const ms = z.number().exactOptional();

const ending = z.object({
  timing: z.object({
    dnsMs: ms,
    connectMs: ms,
    tlsMs: ms,
    requestSentMs: ms,
    firstByteMs: ms,
    endMs: ms,
    socketReused: z.boolean().exactOptional(),
  }),
  trailers: headerList.exactOptional(),
  failure: z
    .object({
      kind: z.enum(FAILURE_KINDS),
      message: z.string(),
      at: z.number(),
      code: z.string().exactOptional(),
    })
    .exactOptional(),
  remoteAddress: z.string().exactOptional(),
  decodedFrom: z.string().exactOptional(),
  cutAtLimit: z.boolean().exactOptional(),
  trustedDespite: z.string().exactOptional(),
  gateway: gatewayEnding.exactOptional(),
});

/**
 * `S` where it says exactly what `T` is, else never: a key that a schema does not know would be left out when it is
 * read, without a word.
 */
type Exactly<S extends z.ZodType, T> = SameShape<z.output<S>, T> extends true ? S : never;

const EXACT = {
  requestHead: requestHead satisfies Exactly<typeof requestHead, StoredRequestHead>,
  answerHead: answerHead satisfies Exactly<typeof answerHead, ResponseHead>,
  ending: ending satisfies Exactly<typeof ending, StoredEnding>,
};

function check<T>(schema: z.ZodType<T>, text: string): T {
  const result = schema.safeParse(parseJson(text));
  if (!result.success)
    throw new DamagedError(`unexpected values: ${z.prettifyError(result.error).slice(0, 200)}`);
  return result.data;
}

/** What the judge needs of column request.head: neither the draft nor where each value came from. */
const judgedHead = requestHead.omit({ origins: true, draft: true });
const originsOnly = requestHead.pick({ origins: true });
type JudgedHead = Omit<StoredRequestHead, 'origins' | 'draft'>;

/** Reads the JSON columns for the judge and for exports; each throws DamagedError. */
export const readColumn = {
  requestHead: (text: string): JudgedHead => check(judgedHead, text),
  /** All of it. */
  wholeRequestHead: (text: string): StoredRequestHead => check(EXACT.requestHead, text),
  /** Of column request.head: where each of its values came from. */
  origins: (text: string): StoredRequestHead['origins'] => check(originsOnly, text).origins,
  answerHead: (text: string): ResponseHead => check(EXACT.answerHead, text),
  ending: (text: string): StoredEnding => check(EXACT.ending, text),
};

/** Puts a stored exchange together for its reader. Throws DamagedError. */
export function assembleDetail(ref: ExchangeRef, stored: StoredExchange): ExchangeDetail {
  const { row } = stored;
  const head = check(EXACT.requestHead, stored.requestHead);
  const answer = stored.answerHead === undefined ? undefined : check(EXACT.answerHead, stored.answerHead);
  const end: StoredEnding = stored.ending === undefined ? { timing: {} } : check(EXACT.ending, stored.ending);
  const failure = end.failure ?? (row.failureKind === 'lost' ? lostFailure(row.startedAt) : undefined);
  return {
    ref,
    row,
    url: head.url,
    ...(end.trustedDespite !== undefined && { trustedDespite: end.trustedDespite }),
    request: {
      httpMethod: head.httpMethod,
      target: head.target,
      headers: head.headers,
      body: { ...stored.requestBody },
    },
    ...(answer && {
      response: {
        ...answer,
        ...(end.trailers && { trailers: end.trailers }),
        body: answerBody(stored.answerBody, end),
      },
    }),
    timing: end.timing,
    ...(failure && { failure }),
    ...(stored.notKept > 0 && { notKept: stored.notKept }),
    routing: head.routing,
    origins: head.origins,
    ...(stored.findings.length > 0 && { findings: stored.findings }),
    ...(head.channel !== undefined && { channel: head.channel }),
    ...(head.gateway && { gateway: gatewayPart(head.gateway, end.gateway) }),
    ...(head.draft && { draft: head.draft }),
    ...(head.replayed && { replayed: head.replayed }),
    ...(head.imported && { imported: head.imported }),
    ...(end.remoteAddress !== undefined && { remoteAddress: end.remoteAddress }),
  };
}

/** A gateway's part of an exchange, of what was written at its start and at its end. */
export function gatewayPart(
  start: NonNullable<ExchangeStart['gateway']>,
  end: GatewayEnding = { faults: [] },
): GatewayPart {
  const { contradiction, ...ending } = end;
  return {
    ...start,
    ...ending,
    trace: { ...start.trace, ...(contradiction !== undefined && { contradiction }) },
  };
}

function answerBody(body: StoredBody, end: ExchangeEnd): BodyView {
  return {
    ...body,
    ...(end.decodedFrom !== undefined && { decodedFrom: end.decodedFrom }),
    ...(end.cutAtLimit === true && { cutAtLimit: true }),
  };
}
