import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Result } from '../../shared/bridge/result.ts';
import type { ExchangeDetail, ExchangeRef, StreamEvent } from '../../shared/model/exchange.ts';
import { fromBase64 } from '../bridge/base64.ts';
import { answerText, isManyMessages, sseData, type AnswerMessage } from './answer-text.ts';

/** Bytes asked for at once: no single message holds up a frame. */
const CHUNK = 262_144;
/** How far from the end the answer of a stream is looked for: what follows it is against the protocol. */
const TAIL = 500;

/** A range of the decoded body of the answer as text; a character cut at its end is left out. */
async function fetchRange(
  bridge: Bridge,
  { captureId, number }: ExchangeRef,
  range: { readonly from: number; readonly length: number },
): Promise<Result<string>> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  let done = 0;
  while (done < range.length) {
    const offset = range.from + done;
    const limit = Math.min(CHUNK, range.length - done);
    const got = await bridge.invoke('exchange.bytes', { captureId, number, side: 'body', offset, limit });
    if (!got.ok) return got;
    const bytes = fromBase64(got.value.base64);
    if (bytes.length === 0) break;
    done += bytes.length;
    parts.push(decoder.decode(bytes, { stream: true }));
  }
  return { ok: true, value: parts.join('') };
}

/** The event that answers the request; without one, the last message that came. */
function answerEvent(events: readonly StreamEvent[]): StreamEvent | undefined {
  return (
    events.findLast(({ message }) => message === 'result' || message === 'error') ??
    events.findLast(({ kind }) => kind === 'message' || kind === 'line')
  );
}

async function fetchFromStream(
  bridge: Bridge,
  { ref, row }: ExchangeDetail,
  limit: number,
): Promise<Result<AnswerMessage>> {
  const { captureId, number } = ref;
  const from = Math.max(row.eventCount - TAIL, 0);
  const tail = await bridge.invoke('exchange.events', { captureId, number, from, limit: TAIL });
  if (!tail.ok) return tail;
  const event = answerEvent(tail.value.events);
  if (!event) return { ok: true, value: { bytes: 0, truncated: false } };
  const range = { from: event.offset, length: Math.min(event.length, limit) };
  const got = await fetchRange(bridge, ref, range);
  if (!got.ok) return got;
  // The range may hold the fields of the event or its bare data.
  const text = sseData(got.value)[0] ?? got.value;
  return { ok: true, value: { text, bytes: event.length, truncated: event.length > limit } };
}

/**
 * The answer of an exchange that has ended. Where the detail holds only the beginning of a stream, the answer is
 * fetched by the index of its events, at most `limit` bytes of it.
 */
export async function fetchAnswer(
  bridge: Bridge,
  detail: ExchangeDetail,
  limit: number,
): Promise<Result<AnswerMessage>> {
  const body = detail.response?.body;
  if (!body) return { ok: true, value: { bytes: 0, truncated: false } };
  if (body.truncated && isManyMessages(detail)) return fetchFromStream(bridge, detail, limit);
  const text = answerText(detail);
  const { bytes, truncated } = body;
  return { ok: true, value: { ...(text !== undefined && { text }), bytes, truncated } };
}
