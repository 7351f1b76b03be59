import type { HeaderPair } from '../../../shared/model/headers.ts';
import { pause } from '../../client/pause.ts';
import type { ClientAnswer } from '../../gateway/forward/client-answer.ts';
import type { MockReply } from '../mock.ts';
import type { Gate, MockWorld } from '../world.ts';
import type { MockRecord } from './mock-record.ts';
import type { Replies } from './replies.ts';

/** A stream that has nothing to say says so, in ms: proxies and clients close what is silent. */
const KEEP_ALIVE_MS = 15_000;

export interface Play {
  readonly client: ClientAnswer;
  readonly record: MockRecord;
  readonly world: MockWorld;
  readonly replies: Replies;
  /** As slowly as recorded, and cut where it was. */
  readonly faults: boolean;
  /** Added to the answer: a session, what a page of another origin needs. */
  readonly headers: readonly HeaderPair[];
  /** Of the client's leaving, the session's end and the mock's. */
  readonly signal: AbortSignal;
  /** The answer is on its way as a whole: what it changes is changed. */
  readonly onAnswered: () => void;
}

type Scripted = Extract<MockReply, { kind: 'script' }>;

/** Gives a recorded answer to a client. Resolves when it has ended, or nobody listens any more. */
export async function playScript(reply: Scripted, play: Play): Promise<void> {
  const { script, broke, endMs } = reply;
  const startedAt = performance.now();
  // With the recorded pace each step comes when it came then.
  const until = (atMs: number): Promise<void> =>
    play.faults ? pause(atMs - (performance.now() - startedAt), play.signal) : Promise.resolve();
  if (script.form === 'events') await playEvents(reply, play, until);
  else await playWhole(reply, play, until);
  if (play.signal.aborted) return;
  if (play.faults && broke && !isStream(reply)) {
    await until(endMs);
    play.record.ended('The recorded answer broke off here.');
    play.client.cut('cut');
  }
}

function isStream({ gateOf }: Scripted): boolean {
  return gateOf !== undefined;
}

/** One JSON message, or a body that holds none. */
async function playWhole(
  { script, broke, endMs }: Scripted,
  play: Play,
  until: (atMs: number) => Promise<void>,
): Promise<void> {
  const [step] = script.steps;
  const body = step ? Buffer.from(JSON.stringify(step.value)) : (script.body ?? new Uint8Array());
  await until(step?.atMs ?? endMs);
  if (play.signal.aborted) return;
  const willBreak = play.faults && broke;
  // An answer that broke off before anything came has no head either.
  if (willBreak && !step && script.body === undefined) return;
  const headers: HeaderPair[] = [
    ...script.headers,
    ...(step ? [['Content-Type', 'application/json'] as const] : []),
    ...play.headers,
    ...(willBreak ? [] : [['Content-Length', String(body.length)] as const]),
  ];
  const head = { status: script.status, statusText: script.statusText, headers };
  play.record.head(head);
  play.client.head(head.status, head.statusText, headers);
  if (body.length > 0) {
    play.record.bytes(body);
    play.client.write(body);
  }
  play.onAnswered();
  if (willBreak) return;
  play.record.ended();
  play.client.end();
}

async function playEvents(
  reply: Scripted,
  play: Play,
  until: (atMs: number) => Promise<void>,
): Promise<void> {
  const { script, gateOf, broke } = reply;
  const { client, record, signal } = play;
  const headers: HeaderPair[] = [
    ...script.headers,
    ['Content-Type', 'text/event-stream'],
    ['Cache-Control', 'no-cache'],
    ...play.headers,
  ];
  record.head({ status: script.status, statusText: script.statusText, headers });
  client.head(script.status, script.statusText, headers);
  const beat = setInterval(() => {
    send(client, record, ': \n\n');
  }, KEEP_ALIVE_MS);
  try {
    for (const step of script.steps) {
      await until(step.atMs);
      const gate = gateOf?.(step);
      if (gate && !play.faults) await passed(gate, play);
      if (signal.aborted) return;
      if (!send(client, record, `data: ${JSON.stringify(step.value)}\n\n`)) await drained(client, signal);
      if (step.isAnswer) play.onAnswered();
      if (step.asks) await play.replies.wait(step.value['id'] ?? null, signal);
    }
    // A stream without an end of its own stays open until the client has enough.
    if (gateOf && !script.steps.some(({ isAnswer }) => isAnswer)) await aborted(signal);
    if (signal.aborted || (play.faults && broke && !gateOf)) return;
    record.ended();
    client.end();
  } finally {
    clearInterval(beat);
  }
}

function send(client: ClientAnswer, record: MockRecord, text: string): boolean {
  const bytes = Buffer.from(text);
  record.bytes(bytes);
  return client.write(bytes);
}

function drained(client: ClientAnswer, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
    client.onDrain(resolve);
  });
}

function passed(gate: Gate, { world, signal }: Play): Promise<void> {
  if (world.isPassed(gate) || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      stop();
      signal.removeEventListener('abort', over);
      resolve();
    };
    const stop = world.onChange(() => {
      if (world.isPassed(gate)) over();
    });
    signal.addEventListener('abort', over, { once: true });
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
