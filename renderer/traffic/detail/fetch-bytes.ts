import type { Bridge, ByteSide } from '../../../shared/bridge/bridge.ts';
import type { ExchangeRef } from '../../../shared/model/exchange.ts';
import { fromBase64 } from './byte-page.ts';

/** Bytes fetched at once: large enough to be quick, small enough that no message holds up a frame. */
const CHUNK = 262_144;

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
  const { bridge, exchange, side, from, length, signal, onProgress } = input;
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const parts: string[] = [];
  let done = 0;
  while (done < length && !signal.aborted) {
    const limit = Math.min(CHUNK, length - done);
    const { captureId, number } = exchange;
    const answer = await bridge.invoke('exchange.bytes', {
      captureId,
      number,
      side,
      offset: from + done,
      limit,
    });
    if (!answer.ok) return { ok: false, problem: answer.error.message };
    const bytes = fromBase64(answer.value.base64);
    if (bytes.length === 0) break;
    done += bytes.length;
    parts.push(decoder.decode(bytes, { stream: true }));
    onProgress?.(done / length);
  }
  parts.push(decoder.decode());
  return { ok: true, text: parts.join('') };
}
