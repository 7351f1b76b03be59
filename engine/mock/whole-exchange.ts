import type { ExchangeDetail, FailureKind } from '../../shared/model/exchange.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { Transport } from '../../shared/model/instance.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/model/json.ts';
import type { Captures } from '../capture/captures-contract.ts';
import { seeAnswers } from '../lint/see-exchange.ts';
import type { ChannelQuestions } from './channel-questions.ts';
import { exactJson } from './exact-json.ts';

/** One message of a server, as it was recorded. */
export interface RecordedMessage {
  readonly value: JsonObject;
  /** Ms from the exchange's start. */
  readonly atMs: number;
}

/** A recorded exchange with all of its messages. */
export interface WholeExchange {
  readonly number: number;
  /** JSON-RPC id of the request. */
  readonly id: JsonValue | undefined;
  readonly params: JsonObject;
  /** 0 where there was no HTTP. */
  readonly status: number;
  readonly statusText: string;
  readonly headers: HeaderList;
  readonly messages: readonly RecordedMessage[];
  /** The body where it holds no message. */
  readonly body?: Uint8Array;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Ms from the exchange's start. */
  readonly endMs: number;
  readonly failure?: FailureKind;
  /** About how much memory it takes, in bytes. */
  readonly size: number;
}

/** Most of a request that is read, in bytes. */
const MOST_REQUEST_BYTES = 16 * 1024 * 1024;
const EVENTS_PAGE = 5_000;
/** So many bytes of exchanges are kept for the next time. */
const KEPT_BYTES = 32 * 1024 * 1024;

/** Reads exchanges of a capture on demand; the latest are kept. */
export interface WholeExchanges {
  /** Rejects with AppError. */
  read(number: number): Promise<WholeExchange>;
}

export function createWholeExchanges(
  captures: Pick<Captures, 'detail' | 'body' | 'events'>,
  captureId: string,
  questions: Pick<ChannelQuestions, 'ownerOf'>,
): WholeExchanges {
  const kept = new Map<number, WholeExchange>();
  let bytes = 0;
  const exchanges: WholeExchanges = {
    async read(number) {
      const known = kept.get(number);
      if (known) {
        kept.delete(number);
        kept.set(number, known);
        return known;
      }
      const { whole: own, channel } = await readWhole(captures, { captureId, number });
      const whole =
        channel === undefined ? own : withQuestions(own, channel, await exchanges.read(channel), questions);
      if (!kept.has(number) && whole.size <= KEPT_BYTES) {
        kept.set(number, whole);
        bytes += whole.size;
      }
      for (const [oldest, { size }] of kept) {
        if (bytes <= KEPT_BYTES) break;
        kept.delete(oldest);
        bytes -= size;
      }
      return whole;
    },
  };
  return exchanges;
}

/** What a server asked on a channel that all share, with the request that waited for it: see ChannelQuestions. */
function withQuestions(
  whole: WholeExchange,
  number: number,
  channel: WholeExchange,
  { ownerOf }: Pick<ChannelQuestions, 'ownerOf'>,
): WholeExchange {
  const shift = channel.startedAt - whole.startedAt;
  const last = whole.messages.at(-1)?.atMs ?? whole.endMs;
  const asked = channel.messages
    .filter(({ value: { id, method }, atMs }) => {
      return (
        method !== undefined &&
        id !== undefined &&
        ownerOf(number, id, channel.startedAt + atMs) === whole.number
      );
    })
    // Clocks of two exchanges may differ by the fraction of a ms: the answer comes last.
    .map(({ value, atMs }) => ({ value, atMs: Math.min(Math.max(0, atMs + shift), last) }));
  if (asked.length === 0) return whole;
  const messages = [...asked, ...whole.messages].sort((one, other) => one.atMs - other.atMs);
  return { ...whole, messages };
}

/** Over HTTP+SSE a message is taken with 202, and answered elsewhere: that head is no answer's. */
function headOf(
  response: ExchangeDetail['response'],
  transport: Transport,
): Pick<WholeExchange, 'status' | 'statusText' | 'headers'> {
  const { status = 0, statusText = '', headers = [] } = response ?? {};
  const isElsewhere = transport !== 'http' && status < 400;
  return isElsewhere ? { status: 0, statusText: '', headers: [] } : { status, statusText, headers };
}

async function readWhole(
  captures: Pick<Captures, 'detail' | 'body' | 'events'>,
  ref: { readonly captureId: string; readonly number: number },
): Promise<{ readonly whole: WholeExchange; readonly channel: number | undefined }> {
  const detail = await captures.detail(ref, MOST_REQUEST_BYTES);
  const body = detail.row.responseBytes === 0 ? new Uint8Array() : await captures.body(ref, 'body');
  const messages: RecordedMessage[] = [];
  for (let from = 0; from < detail.row.eventCount; from += EVENTS_PAGE) {
    const { events } = await captures.events(ref, from, EVENTS_PAGE);
    if (events.length === 0) break;
    for (const { text, atMs, kind } of seeAnswers({ body, events }).messages) {
      const value = kind === 'invalid' ? undefined : exactJson(text);
      if (isJsonObject(value)) messages.push({ value, atMs });
    }
  }
  const { request, response, timing, failure, row } = detail;
  const message = request.body.text === undefined ? undefined : exactJson(request.body.text);
  const { id, params } = isJsonObject(message) ? message : {};
  const whole: WholeExchange = {
    number: ref.number,
    id,
    params: isJsonObject(params) ? params : {},
    ...headOf(response, row.transport ?? 'http'),
    messages,
    ...(messages.length === 0 && body.length > 0 && { body }),
    startedAt: row.startedAt,
    endMs: timing.endMs ?? row.durationMs ?? 0,
    ...(failure && { failure: failure.kind }),
    // What is parsed takes about this much more than its text.
    size: 4 * body.length + 2 * request.body.bytes + 1_000,
  };
  return { whole, channel: detail.channel };
}
