import { createRandom } from '../../../engine/random.ts';
import type { Draft } from '../../../shared/model/draft.ts';
import { NO_TAMPER } from '../../../shared/model/draft.ts';
import type { Captures } from '../../../engine/capture/captures.ts';
import { buildRequest } from '../../../engine/protocol/modern/build-request.ts';
import { responseHeadBytes, requestHeadBytes, sampleEnd } from '../capture-samples.ts';
import type { ExchangeStart, Recording } from '../../../engine/capture/recorder.ts';

/** What every server of the bench answers, but for the id. */
export function answerTo(id: string): string {
  return `{"jsonrpc":"2.0","id":${id},"result":{"resultType":"complete","contents":[{"uri":"product://TEA-001","mimeType":"application/json","text":"${'x'.repeat(400)}"}],"ttlMs":60000,"cacheScope":"public"}}`;
}

function uriAt(place: number): string {
  return `product://TEA-${String(place % 900).padStart(3, '0')}`;
}

/** The request of one recorded step. */
function draftAt(place: number): Draft {
  return {
    era: 'modern',
    revision: '2026-07-28',
    method: 'resources/read',
    params: { uri: uriAt(place) },
    clientCapabilities: {},
    clientInfo: { name: 'shop-client', version: '1.0.0' },
    tamper: NO_TAMPER,
  };
}

/** What a server answered to the first read, from which its answers to all others follow. */
export interface ReadAnswer {
  readonly contentType: string;
  readonly text: string;
}

/** The same server's answer to another read: with that one's id, and its address where it was repeated. */
function answerAt({ text }: ReadAnswer, place: number): string {
  return text.replace(/"id":1\b/, `"id":${String(place + 1)}`).replaceAll(uriAt(0), uriAt(place));
}

/** Asks a server for the first read, whose answer is then recorded for all. Rejects where it is none. */
export async function askFirst(url: string): Promise<ReadAnswer> {
  const { headers, body } = requestAt(0, url);
  const kept = headers.filter(([name]) => !/^(host|connection|content-length)$/i.test(name));
  const answer = await fetch(url, { method: 'POST', headers: Object.fromEntries(kept), body });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url} answered ${String(answer.status)}: ${text}`);
  return { contentType: answer.headers.get('content-type') ?? '', text };
}

/** As it leaves for this address. */
export function requestAt(place: number, url: string) {
  return buildRequest(draftAt(place), { url, headers: [], requestId: place + 1 });
}

/** Records so many reads of that many clients, each of which asks anew as soon as it is answered; as a file of the product has them. */
export async function recordReads(
  captures: Captures,
  count: number,
  clients: number,
  answer: ReadAnswer,
): Promise<void> {
  const recording = captures.recording();
  const random = createRandom(7);
  const freeAt = Array.from({ length: clients }, () => 0);
  const spans = Array.from({ length: count }, () => {
    const client = freeAt.indexOf(Math.min(...freeAt));
    const from = freeAt[client] ?? 0;
    const tookMs = 8 + random() * 8;
    freeAt[client] = Math.ceil(from + tookMs);
    return { from, tookMs };
  });
  spans.sort((one, other) => one.from - other.from);
  for (const [place, { from, tookMs }] of spans.entries()) {
    recordRead(recording, { place, from, tookMs, answer });
    // An answer comes after all that was appended before: what is recorded faster than the disk takes it would be left out.
    if (place % 500 === 0) await captures.rows(recording.captureId, 0, 1);
  }
}

interface Read {
  readonly place: number;
  /** ms since the recording began. */
  readonly from: number;
  readonly tookMs: number;
  readonly answer: ReadAnswer;
}

function recordRead(recording: Recording, read: Read): void {
  const { place, from, tookMs } = read;
  const url = 'http://127.0.0.1:47100/mcp';
  const preview = requestAt(place, url);
  const body = Buffer.from(preview.body);
  const start: ExchangeStart = {
    origin: 'gateway',
    instanceId: 'i-alpha',
    instanceName: 'alpha',
    era: 'modern',
    url,
    startedAt: 1_795_000_000_000 + from,
    httpMethod: 'POST',
    target: '/mcp',
    headers: preview.headers,
    body,
    method: 'resources/read',
    name: uriAt(place),
    routing: preview.routing,
    origins: [],
    tampered: false,
    headerFault: false,
  };
  const recorder = recording.begin(start);
  recorder.requestBytes(Buffer.concat([requestHeadBytes(start), body]), 0.1);
  const answer = Buffer.from(answerAt(read.answer, place));
  const headers = [
    ['Content-Type', read.answer.contentType],
    ['Content-Length', String(answer.length)],
  ] as const;
  recorder.responseBytes(Buffer.concat([responseHeadBytes(200, headers), answer]), tookMs / 2);
  recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, tookMs / 2);
  recorder.bodyBytes(answer, tookMs / 2);
  recorder.end(sampleEnd(tookMs));
}
