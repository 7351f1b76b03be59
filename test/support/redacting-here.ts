import { createRecording, type OwnedRecording } from '../../engine/capture/record-exchange.ts';
import type { ExchangeRecorder, ExchangeStart } from '../../engine/capture/recorder.ts';
import { LiveRedactor } from '../../engine/capture/redacting/live-redactor.ts';
import {
  redactRecording,
  type RedactingRecording,
} from '../../engine/capture/redacting/redacted-recording.ts';
import { RedactingEnd } from '../../engine/capture/redacting/redacting-end.ts';
import type {
  OpenRedactionLink,
  RedactionLinkEvents,
} from '../../engine/capture/redacting/redaction-link.ts';
import { CaptureStore } from '../../engine/capture/store.ts';
import type { ToWorker } from '../../engine/capture/store-messages.ts';
import { createUseCount } from '../../engine/capture/use-count.ts';
import { DEFAULT_REDACTION_RULES } from '../../shared/model/redaction.ts';
import type { HeaderList } from '../../shared/model/headers.ts';
import type { Row } from '../../shared/model/exchange.ts';
import { exchangeStart, requestHeadBytes, responseHeadBytes } from './capture-samples.ts';

// A recording that redacts, on one thread and without a file: what is handed to the file's writer is kept here.

export const TOKEN = 'tokEn-1234567890-abcdefgh';
export const COOKIE = 'cookie-0987654321-zyxwvu';
export const PASSWORD = 'pass-5555-wOrd-6666';
export const KNOWN = 'known-to-the-workspace-77';
export const SECRETS = [TOKEN, COOKIE, PASSWORD, KNOWN];

interface Sample {
  posted: ToWorker[];
  store: CaptureStore;
  recording: RedactingRecording;
  link: RedactionLinkEvents;
  rows: Map<number, Row>;
  problems: string[];
  live: LiveRedactor;
}

/** Of the test that runs. */
export const sample = {} as Sample;

/** Begins anew: before each test. */
export function beginSample(): void {
  held = undefined;
  sample.posted = [];
  sample.rows = new Map();
  sample.problems = [];
  sample.store = new CaptureStore(
    { post: (message) => sample.posted.push(message), terminate: () => undefined },
    { lastNumber: 0, unrecorded: 0, lost: 0, lastPiece: 0, bytes: 0 },
    { onProblem: (message) => sample.problems.push(message) },
  );
  sample.recording = redacting(
    createRecording({
      captureId: 'c',
      store: sample.store,
      feed: { changed: (_, number, build) => sample.rows.set(number, build()), flush: () => undefined },
      uses: createUseCount(),
      clock: () => 1_000,
      onProblem: (message) => sample.problems.push(message),
    }),
  );
}

/** Batches that have not come back, while they are held. */
let held: (() => void)[] | undefined;

export function hold(): void {
  held = [];
}

export function release(): void {
  const waiting = held ?? [];
  held = undefined;
  for (const comeBack of waiting) comeBack();
}

/** Without another thread: what is handed over has come back when that returns. */
const openHere: OpenRedactionLink = (task, events) => {
  sample.live = new LiveRedactor(task);
  sample.link = events;
  const answers: string[] = [];
  const end = new RedactingEnd(sample.live, (json) => answers.push(json));
  return {
    post: (batch) => {
      // Nothing may be shared but what is handed over.
      const sent = structuredClone(batch, { transfer: [batch.bytes] });
      const comeBack = (): void => {
        events.onBatch(structuredClone(end.receive(sent)));
      };
      if (held) held.push(comeBack);
      else comeBack();
    },
    answerNow: () => answers.shift() ?? '',
    close: () => Promise.resolve(),
  };
};

export function redacting(inner: OwnedRecording): RedactingRecording {
  return redactRecording(inner, {
    task: () => ({ rules: DEFAULT_REDACTION_RULES, known: [KNOWN] }),
    open: openHere,
    uses: createUseCount(),
    onProblem: (message) => sample.problems.push(message),
  });
}

/** All that was handed to whoever writes the file, as one text. */
export async function written(): Promise<string> {
  await sample.recording.settled();
  sample.store.flush();
  return sample.posted
    .map((message) => {
      if (message.kind !== 'append') return '';
      const texts = JSON.stringify([message.rows, message.events, message.findings]);
      return Buffer.from(message.bytes).toString('latin1') + texts;
    })
    .join('\n');
}

/** The row of the first exchange as a screen has it. */
export async function shown(): Promise<Partial<Row>> {
  await sample.recording.settled();
  return sample.rows.get(1) ?? {};
}

export async function leaks(): Promise<string[]> {
  const text = await written();
  return SECRETS.filter((secret) => text.includes(secret));
}

export function start(over: Partial<ExchangeStart> = {}): ExchangeStart {
  const plain = exchangeStart({ id: 1 });
  const body = Buffer.from(
    JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'login', arguments: { user: 'ann', password: PASSWORD } },
    }),
  );
  return {
    ...plain,
    body,
    headers: [
      ...plain.headers.filter(([name]) => name !== 'Content-Length'),
      ['Authorization', `Bearer ${TOKEN}`],
      ['Content-Length', String(body.length)],
    ],
    ...over,
  };
}

export function send(recorder: ExchangeRecorder, request: ExchangeStart): void {
  recorder.requestBytes(requestHeadBytes(request), 0.5);
  recorder.requestBytes(request.body, 0.6);
}

export function head(recorder: ExchangeRecorder, headers: HeaderList): Buffer {
  recorder.responseHead({ status: 200, statusText: 'OK', httpVersion: '1.1', headers }, 1);
  return responseHeadBytes(200, headers);
}

export function event(message: object): string {
  return `data: ${JSON.stringify(message)}\n\n`;
}
