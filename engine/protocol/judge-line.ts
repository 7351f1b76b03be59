import type { JsonValue } from '../../shared/model/draft.ts';
import { faultInWords, findJsonFault } from './json-fault.ts';
import { classifyJsonRpc, type InvalidMessage, type JsonRpcMessage } from './json-rpc.ts';

/** What a line that is JSON-RPC is. */
export type ValidMessage = Exclude<JsonRpcMessage, InvalidMessage>;

/** What one line of a server's standard output turned out to be. */
export type JudgedLine =
  | { readonly kind: 'message'; readonly message: ValidMessage; readonly json: JsonValue }
  /** A JSON array with entries. Only revision 2025-03-26 has batches; that is for the reader to judge. */
  | { readonly kind: 'batch'; readonly members: readonly BatchMember[] }
  | {
      readonly kind: 'stray';
      /** The end of a sentence about the line: "it is not JSON: …". */
      readonly reason: string;
      /** Where it is JSON at least: an answer with a fault still may name its request. */
      readonly json?: JsonValue;
    };

export interface BatchMember {
  readonly message: JsonRpcMessage;
  readonly json: JsonValue;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Says what the bytes of one line are. On stdio each message is one line of UTF-8 without line feeds in it:
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio
 */
export function judgeLine(bytes: Uint8Array): JudgedLine {
  const text = decode(bytes);
  if (text === undefined) return { kind: 'stray', reason: 'it is not UTF-8' };
  let json: JsonValue;
  try {
    json = JSON.parse(text) as JsonValue;
  } catch {
    return { kind: 'stray', reason: notJson(text) };
  }
  if (Array.isArray(json)) return judgeBatch(json);
  const message = classifyJsonRpc(json);
  if (message.kind === 'invalid') return { kind: 'stray', reason: message.reason, json };
  return { kind: 'message', message, json };
}

function judgeBatch(json: readonly JsonValue[]): JudgedLine {
  if (json.length === 0) return { kind: 'stray', reason: 'it is a batch without a message', json };
  return {
    kind: 'batch',
    members: json.map((member) => ({ message: classifyJsonRpc(member), json: member })),
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return UTF8.decode(bytes);
  } catch {
    return undefined;
  }
}

function notJson(text: string): string {
  if (text.startsWith('\ufeff')) return 'it begins with a byte order mark, which JSON may not have';
  const fault = findJsonFault(text);
  return fault === undefined ? 'it is not JSON' : `it is not JSON: ${faultInWords(fault)}`;
}
