import type { HeaderList } from '../../../shared/model/headers.ts';
import type { Portable } from './portable.ts';

/** One exchange of the story that people read. */
export interface StoryStep {
  readonly number: number;
  /** "tools/call whoami". */
  readonly title: string;
  /** "alpha". */
  readonly instance: string;
  /** "complete, 200, 12 ms, 3 events". */
  readonly outcome: string;
  readonly isError: boolean;
  readonly at: string;
  /** "POST http://…"; a command line where there is no HTTP. */
  readonly address: string;
  readonly requestHeaders: HeaderList;
  readonly answerHeaders: HeaderList;
  readonly request: StoryText | undefined;
  readonly answers: readonly StoryMessage[];
  readonly notes: readonly string[];
}

export interface StoryMessage {
  /** "after 12 ms: notifications/progress". */
  readonly label: string;
  readonly text: StoryText;
}

/** Text for people, indented where it is JSON, and how much of it was left out. */
export interface StoryText {
  readonly text: string;
  readonly isJson: boolean;
  /** In characters. */
  readonly leftOut: number;
}

/** Of one message so much is told, in characters. */
const MOST_TEXT = 10_000;
/** And of one answer so many messages. */
const MOST_MESSAGES = 50;

export function storyStep(exchange: Portable): StoryStep {
  const { row, request, requestBody, answer, failure, end } = exchange;
  const outcome = [
    failure
      ? `failed (${failure.kind})`
      : row.resultType === 'error'
        ? `error ${String(row.errorCode ?? '')}`.trim()
        : row.isError
          ? 'the tool says it failed'
          : (row.resultType ?? row.state),
    ...(row.status === undefined ? [] : [`HTTP ${String(row.status)}`]),
    ...(row.durationMs === undefined ? [] : [`${shown(row.durationMs)} ms`]),
    ...(row.eventCount > 1 ? [`${String(row.eventCount)} events`] : []),
  ].join(', ');
  const { messages, more } = messagesOf(exchange);
  return {
    number: row.number,
    title: row.name === '' ? row.method : `${row.method} ${row.name}`,
    instance: row.instanceName,
    outcome,
    isError:
      failure !== undefined ||
      row.errorCode !== undefined ||
      row.isError === true ||
      (row.status ?? 0) >= 400,
    at: new Date(row.startedAt).toISOString(),
    address: request.httpMethod === '' ? request.url : `${request.httpMethod} ${request.url}`,
    requestHeaders: request.headers,
    answerHeaders: answer?.headers ?? [],
    request: requestBody.length === 0 ? undefined : storyText(requestBody),
    answers: messages,
    notes: [
      ...(failure ? [failure.message] : []),
      ...(more > 0 ? [`${String(more)} more messages are in the recording.`] : []),
      ...(row.missing ?? []).map((part) => `Not known: ${part.replace('-', ' ')}.`),
      ...(end.cutAtLimit ? ['The answer was longer than what was recorded of it.'] : []),
    ],
  };
}

function messagesOf({ body, events, answer }: Portable): { messages: readonly StoryMessage[]; more: number } {
  const told = events.filter(({ kind }) => kind !== 'comment');
  if (told.length === 0 && body.length > 0 && answer) {
    return { messages: [{ label: 'answer', text: storyText(body) }], more: 0 };
  }
  const messages = told.slice(0, MOST_MESSAGES).map((event): StoryMessage => {
    const label = `after ${shown(event.atMs)} ms: ${event.method ?? event.message ?? event.kind}`;
    return {
      label,
      text: storyText(dataOf(body.subarray(event.offset, event.offset + event.length), event.kind)),
    };
  });
  return { messages, more: told.length - messages.length };
}

/** An SSE event's data without the fields around it. */
function dataOf(bytes: Uint8Array, kind: string): Uint8Array {
  if (kind !== 'message') return bytes;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  const lines = text
    .split(/\r\n|\r|\n/)
    .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).replace(/^ /, '')] : []));
  return lines.length === 0 ? bytes : Buffer.from(lines.join('\n'));
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function storyText(bytes: Uint8Array): StoryText {
  let text: string;
  try {
    text = UTF8.decode(bytes);
  } catch {
    return { text: `(${String(bytes.length)} bytes that are no text)`, isJson: false, leftOut: 0 };
  }
  const indented = bytes.length <= MOST_TEXT * 4 ? indent(text) : undefined;
  const whole = indented ?? text.trim();
  return {
    text: whole.slice(0, MOST_TEXT).toWellFormed(),
    isJson: indented !== undefined,
    leftOut: Math.max(0, whole.length - MOST_TEXT),
  };
}

function indent(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined;
  }
}

function shown(ms: number): string {
  return ms < 10 ? String(Math.round(ms * 10) / 10) : String(Math.round(ms));
}
