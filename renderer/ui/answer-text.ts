import { askedInput } from '../../shared/model/asked-input.ts';
import type { ExchangeDetail } from '../../shared/model/exchange.ts';
import type { AskedInput } from '../../shared/model/input.ts';
import { isJsonObject } from '../../shared/model/json.ts';

/** The message that answers the request, as far as it was fetched. */
export interface AnswerMessage {
  /** Absent where nothing came that can be read. */
  readonly text?: string;
  /** Size of the whole message, in bytes. */
  readonly bytes: number;
  /** Whether `text` is only its beginning. */
  readonly truncated: boolean;
}

/** Data of each event of a decoded SSE body, comments left out. */
export function sseData(body: string): string[] {
  return body
    .split(/\r\n\r\n|\n\n|\r\r/)
    .map((block) =>
      block
        .split(/\r\n|\n|\r/)
        .filter((line) => line.startsWith('data:'))
        .map((line) => line.slice(5).replace(/^ /, ''))
        .join('\n'),
    )
    .filter((data) => data !== '');
}

function isEventStream({ response }: ExchangeDetail): boolean {
  const type = response?.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  return type.toLowerCase().startsWith('text/event-stream');
}

/** Whether the answer's body is one message a line: over stdio, and where the answer came on another stream. */
function isLines({ row, channel }: ExchangeDetail): boolean {
  return row.transport === 'stdio' || row.transport === 'sse' || channel !== undefined;
}

/** Whether the body may hold messages beside the one that answers. */
export function isManyMessages(detail: ExchangeDetail): boolean {
  return isEventStream(detail) || isLines(detail);
}

function messagesOf(detail: ExchangeDetail, text: string): string[] {
  if (isEventStream(detail)) return sseData(text);
  return isLines(detail) ? text.split('\n').filter((line) => line.trim() !== '') : [text];
}

/** The text of the message that answers the request: the JSON body, or the last answer of a stream. */
export function answerText(detail: ExchangeDetail): string | undefined {
  const text = detail.response?.body.text;
  if (text === undefined || text.trim() === '') return undefined;
  const messages = messagesOf(detail, text);
  return messages.findLast((data) => /"(?:result|error)"\s*:/.test(data)) ?? messages.at(-1);
}

/** What the message asks for; undefined where it is whole and asks for nothing, or cannot be read. */
export function askedIn(text: string | undefined): AskedInput | undefined {
  if (text === undefined || !text.includes('input_required')) return undefined;
  try {
    const message: unknown = JSON.parse(text);
    const result = isJsonObject(message) ? message['result'] : undefined;
    return isJsonObject(result) ? askedInput(result) : undefined;
  } catch {
    return undefined;
  }
}
