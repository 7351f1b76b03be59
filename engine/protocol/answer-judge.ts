import type { StreamEvent } from '../../shared/model/exchange.ts';
import type { AnswerFacts, AnswerProblem, AnswerReaderOptions } from './answer.ts';
import { faultInWords, findJsonFault } from './json-fault.ts';
import { classifyJsonRpc } from './json-rpc.ts';
import type { JsonRpcMessage } from './json-rpc.ts';

/** What a text turned out to be. */
export type ReadMessage = { readonly message: JsonRpcMessage } | { readonly broken: string };

/** Longest preview, in characters; see StreamEvent. */
const PREVIEW_CHARACTERS = 240;
/** Characters that a sentence shows of a resultType. */
const LONGEST_TYPE = 60;

/**
 * Judges the messages of one answer, whichever way they came: finds the one that answers the request, and
 * keeps the first thing that is wrong.
 */
export class AnswerJudge {
  readonly #options: AnswerReaderOptions;
  #facts: AnswerFacts | undefined;
  #problem: AnswerProblem | undefined;

  constructor(options: AnswerReaderOptions) {
    this.#options = options;
  }

  /** Whether the request was answered. */
  get answered(): boolean {
    return this.#facts !== undefined;
  }

  /** Whether a proper answer must come: one was asked for, and the status says that it is there. */
  get answerIsDue(): boolean {
    return this.#options.expects === 'answer' && this.#options.status < 400;
  }

  facts(): AnswerFacts {
    return this.#facts ?? {};
  }

  problem(): AnswerProblem | undefined {
    return this.answerIsDue ? this.#problem : undefined;
  }

  /** Only the first complaint is kept: what follows is often its consequence. */
  complain(kind: AnswerProblem['kind'], message: string): void {
    this.#problem ??= { kind, message };
  }

  /** Takes one text that should be a JSON-RPC message. `what` begins the sentence of a complaint: "The answer". */
  judge(text: string, what: string): ReadMessage {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return this.judgeScanned({ broken: describeFault(text) }, what);
    }
    return this.judgeScanned({ value }, what);
  }

  /** Takes what should be a JSON-RPC message and was read already. */
  judgeScanned(
    scanned: { readonly value: unknown } | { readonly broken: string },
    what: string,
  ): ReadMessage {
    if ('broken' in scanned) {
      this.complain('malformed', `${what} is not JSON: ${scanned.broken}.`);
      return scanned;
    }
    if (this.#options.batches === true && Array.isArray(scanned.value) && scanned.value.length > 0) {
      return this.#judgeBatch(scanned.value, what);
    }
    return { message: this.#judgeMessage(scanned.value, what) };
  }

  /** Each message of a batch is judged by itself; what is shown of it all is its answer, else its first message. */
  #judgeBatch(values: readonly unknown[], what: string): ReadMessage {
    const messages = values.map((value) =>
      this.#judgeMessage(value, `A message of the batch in ${lowered(what)}`),
    );
    const answer = messages.find(({ kind }) => kind === 'result' || kind === 'error');
    return { message: answer ?? messages[0] ?? { kind: 'invalid', reason: 'it is empty' } };
  }

  #judgeMessage(value: unknown, what: string): JsonRpcMessage {
    const message = classifyJsonRpc(value);
    if (message.kind === 'invalid') {
      this.complain('malformed', `${what} is JSON, but no JSON-RPC message: ${message.reason}.`);
    } else if (message.kind === 'result' || message.kind === 'error') {
      this.#take(message, what);
    }
    return message;
  }

  #take(message: Extract<JsonRpcMessage, { kind: 'result' | 'error' }>, what: string): void {
    const { requestId, status, expects } = this.#options;
    // A stream of its own holds answers to other requests: they say nothing about this one.
    if (expects === 'nothing' && status < 400) return;
    const wrongId = requestId !== undefined && message.id !== requestId;
    if (wrongId) {
      const got = message.id === undefined ? 'names no request' : `has the id ${JSON.stringify(message.id)}`;
      this.complain(
        'malformed',
        `${what} ${got}, but the request has the id ${JSON.stringify(requestId)}: it answers something else.`,
      );
      // Where the request as a whole was refused, the server may not have read its id.
      if (message.id !== undefined || status < 400) return;
    }
    if (this.#facts !== undefined) {
      this.complain('malformed', `${what} is a second answer to the same request.`);
      return;
    }
    this.#facts = factsOf(message);
    if (message.kind === 'result') this.#judgeResultType(message.result['resultType'], what);
  }

  /**
   * An absent one means `complete`, one that is not known makes the answer invalid.
   * https://modelcontextprotocol.io/specification/2026-07-28/basic#resulttype
   */
  #judgeResultType(resultType: unknown, what: string): void {
    const known = this.#options.resultTypes;
    if (known === undefined || resultType === undefined) return;
    if (typeof resultType === 'string' && known.includes(resultType)) return;
    const shown = JSON.stringify(resultType).slice(0, LONGEST_TYPE);
    const names = known.map((name) => `"${name}"`).join(', ');
    this.complain(
      'malformed',
      `${what} has the resultType ${shown}, which this request did not allow for: it knows ${names}. A client must take such an answer as invalid.`,
    );
  }
}

function factsOf(message: Extract<JsonRpcMessage, { kind: 'result' | 'error' }>): AnswerFacts {
  if (message.kind === 'error') return { resultType: 'error', errorCode: message.code };
  const { resultType, isError } = message.result;
  return {
    // Servers of earlier revisions send none; clients read that as complete:
    // https://modelcontextprotocol.io/specification/2026-07-28/basic#resulttype
    resultType: typeof resultType === 'string' ? resultType : 'complete',
    ...(isError === true && { isError: true }),
  };
}

/** "The answer" within a sentence. */
function lowered(what: string): string {
  return what.charAt(0).toLowerCase() + what.slice(1);
}

function describeFault(text: string): string {
  if (/^[ \t\r\n]*$/.test(text)) return 'it is empty';
  const fault = findJsonFault(text);
  return fault === undefined ? 'it could not be read' : faultInWords(fault);
}

/** What a row of the stream shows of a message. */
export function messageFields(read: ReadMessage): Pick<StreamEvent, 'message' | 'method'> {
  if ('broken' in read) return { message: 'invalid' };
  const { message } = read;
  const method = message.kind === 'request' || message.kind === 'notification' ? message.method : undefined;
  return { message: message.kind, ...(method !== undefined && { method }) };
}

/** The first characters of a text, as a string of its own that does not keep the whole text in memory. */
export function preview(text: string): string {
  if (text.length === 0) return '';
  return Buffer.from(startOf(text), 'utf16le').toString('utf16le');
}

/** The same, but it may keep the text in memory. */
export function startOf(text: string): string {
  if (text.length <= PREVIEW_CHARACTERS) return text;
  const last = text.charCodeAt(PREVIEW_CHARACTERS - 1);
  const cutsPair = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, cutsPair ? PREVIEW_CHARACTERS - 1 : PREVIEW_CHARACTERS);
}
