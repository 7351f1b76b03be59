import type { Recording, ExchangeRecorder } from '../../engine/capture/recorder.ts';
import { META, SERVER_META } from './lint/exchange.ts';
import {
  exchangeStart,
  responseHeadBytes,
  sseAnswer,
  tell,
  type JsonExchange,
  type SseAnswer,
} from './capture-samples.ts';

// Exchanges of a client without fault, and what a server makes of them.

/** What the rule of this name finds in `missingType`, and in nothing else here. */
export const MISSING_TYPE = 'result.result-type-missing';

export interface JudgedSample {
  readonly id: number;
  /** The result has no resultType. */
  readonly missingType?: boolean;
  readonly instanceId?: string;
  readonly startedAt?: number;
  readonly text?: string;
}

function start({ id, instanceId = 'i-alpha', startedAt }: JudgedSample): JsonExchange['start'] {
  const body = Buffer.from(
    JSON.stringify({
      jsonrpc: '2.0',
      id,
      method: 'tools/call',
      params: { name: 'whoami', arguments: {}, _meta: { ...META, progressToken: `p${String(id)}` } },
    }),
  );
  const plain = exchangeStart({ id });
  const headers = plain.headers.map(([name, value]) =>
    name === 'Content-Length' ? ([name, String(body.length)] as const) : ([name, value] as const),
  );
  return { ...plain, instanceId, headers, body, ...(startedAt !== undefined && { startedAt }) };
}

function answer({ id, missingType = false, text = 'alpha' }: JudgedSample): Buffer {
  const result = {
    ...(!missingType && { resultType: 'complete' }),
    content: [{ type: 'text', text }],
    _meta: SERVER_META,
  };
  return Buffer.from(JSON.stringify({ jsonrpc: '2.0', id, result }));
}

/** A tools/call with its JSON answer, ready to be told. */
function judgedExchange(sample: JudgedSample): JsonExchange {
  const begun = start(sample);
  const body = answer(sample);
  const responseHeaders = [
    ['Content-Type', 'application/json'],
    ['Content-Length', String(body.length)],
  ] as const;
  const head = responseHeadBytes(200, responseHeaders);
  const response = Buffer.concat([head, body]);
  return {
    start: begun,
    requestHead: Buffer.from(''),
    responseHeaders,
    response,
    body: response.subarray(head.length),
  };
}

/** Records one whole exchange; answers its number. */
export function recordJudged(recording: Recording, sample: JudgedSample): number {
  const exchange = judgedExchange(sample);
  const recorder = recording.begin(exchange.start);
  tell(recorder, exchange);
  return recorder.number;
}

/** One whose answer is a stream that goes on. */
export function beginStream(
  recording: Recording,
  sample: JudgedSample,
): { readonly recorder: ExchangeRecorder; readonly stream: SseAnswer } {
  const recorder = recording.begin(start(sample));
  return { recorder, stream: sseAnswer(recorder) };
}
