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

/** As it leaves for this address. */
export function requestAt(place: number, url: string) {
  return buildRequest(draftAt(place), { url, headers: [], requestId: place + 1 });
}

/** Records so many reads of that many clients, each of which asks anew as soon as it is answered; as a file of the product has them. */
export async function recordReads(captures: Captures, count: number, clients: number): Promise<void> {
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
    recordRead(recording, place, from, tookMs);
    // An answer comes after all that was appended before: what is recorded faster than the disk takes it would be left out.
    if (place % 500 === 0) await captures.rows(recording.captureId, 0, 1);
  }
}

function recordRead(recording: Recording, place: number, from: number, tookMs: number): void {
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
  const answer = Buffer.from(answerTo(String(place + 1)));
  const headers = [
    ['Content-Type', 'application/json'],
    ['Content-Length', String(answer.length)],
  ] as const;
  recorder.responseBytes(Buffer.concat([responseHeadBytes(200, headers), answer]), tookMs / 2);
  recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, tookMs / 2);
  recorder.bodyBytes(answer, tookMs / 2);
  recorder.end(sampleEnd(tookMs));
}
