import type { Bridge, ByteSide } from '../../../shared/bridge/bridge.ts';
import type { ExchangeRef } from '../../../shared/model/exchange.ts';
import { fromBase64 } from '../../bridge/base64.ts';

/** Bytes fetched at once: large enough to be quick, small enough that no message holds up a frame. */
const CHUNK = 262_144;
/** So many chunks are on their way, so that neither end waits for the other. */
const AT_ONCE = 3;

interface FetchText {
  readonly bridge: Bridge;
  readonly exchange: ExchangeRef;
  readonly side: ByteSide;
  readonly from: number;
  readonly length: number;
  readonly signal: AbortSignal;
  /** 0 to 1 */
  readonly onProgress?: (part: number) => void;
}

export type FetchedText =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

/** A range of bytes as UTF-8 text, fetched in chunks. Stops with what is there when the signal is aborted. */
export async function fetchText(input: FetchText): Promise<FetchedText> {
  const { from, length, signal, onProgress } = input;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  let done = 0;
  /** What was asked for and is not here yet, in order. */
  const coming: { readonly limit: number; readonly answer: ReturnType<typeof fetchChunk> }[] = [];
  let asked = 0;
  while (done < length && !signal.aborted) {
    while (coming.length < AT_ONCE && asked < length) {
      const limit = Math.min(CHUNK, length - asked);
      coming.push({ limit, answer: fetchChunk(input, from + asked, limit) });
      asked += limit;
    }
    const next = coming.shift();
    if (!next) break;
    const answer = await next.answer;
    if (!answer.ok) return { ok: false, problem: answer.error.message };
    const bytes = fromBase64(answer.value.base64);
    if (bytes.length === 0) break;
    done += bytes.length;
    if (bytes.length < next.limit) {
      // What was asked for beyond it does not follow upon it.
      coming.length = 0;
      asked = done;
    }
    parts.push(decoder.decode(bytes, { stream: true }));
    onProgress?.(done / length);
  }
  parts.push(decoder.decode());
  return { ok: true, text: parts.join('') };
}

function fetchChunk({ bridge, exchange, side }: FetchText, offset: number, limit: number) {
  const { captureId, number } = exchange;
  return bridge.invoke('exchange.bytes', { captureId, number, side, offset, limit });
}
