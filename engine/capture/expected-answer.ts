import type { Era } from '../../shared/model/instance.ts';
import type { AnswerTwins } from '../protocol/answer.ts';
import { META, RESULT_TYPES, TASKS_EXTENSION } from '../../shared/spec/modern.ts';

/** What the answer to a request is read as: see createAnswerReader. */
export interface ExpectedAnswer {
  readonly expects: 'answer' | 'nothing';
  readonly requestId: string | number | undefined;
  /** Absent in the legacy era, which has no kinds of result. */
  readonly resultTypes?: readonly string[];
  /** Messages may come in batches: only where 2025-03-26 was agreed on. */
  readonly batches?: boolean;
  /** Shared by requests that are the same to the byte. */
  readonly twins?: AnswerTwins;
}

/**
 * A JSON-RPC request has an id and gets an answer with it; a notification has none and gets 202 without a body
 * (https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http). What is neither may
 * be answered with anything.
 */
export function expectedAnswer(body: Uint8Array, era: Era): ExpectedAnswer {
  return expectedFor(parse(body), era);
}

/** The same of a body that was parsed already; undefined where it is no JSON. */
export function expectedFor(message: unknown, era: Era): ExpectedAnswer {
  if (typeof message !== 'object' || message === null || !('method' in message)) {
    return { expects: 'answer', requestId: undefined };
  }
  if (!('id' in message)) return { expects: 'nothing', requestId: undefined };
  const { id } = message;
  return {
    expects: 'answer',
    requestId: typeof id === 'string' || typeof id === 'number' ? id : undefined,
    ...(era === 'modern' && { resultTypes: resultTypesOf(message) }),
  };
}

/** What this very request says that its sender knows. */
function resultTypesOf(message: object): readonly string[] {
  const capabilities = memberOf(memberOf(memberOf(message, 'params'), '_meta'), META.clientCapabilities);
  const tasks = memberOf(memberOf(capabilities, 'extensions'), TASKS_EXTENSION);
  return tasks === undefined ? RESULT_TYPES : [...RESULT_TYPES, 'task'];
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return Reflect.get(value, name);
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}
