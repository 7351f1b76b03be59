import { headerValue } from '../../shared/model/headers.ts';
import { isJsonObject } from '../../shared/model/json.ts';
import { EXTENSION_METHODS, EXTENSIONS } from '../../shared/spec/extensions.ts';
import { META, MODERN_METHODS } from '../../shared/spec/modern.ts';
import { isRequestId } from '../protocol/json-rpc.ts';
import type { Knowledge } from './knowledge.ts';
import { isModernAnswer } from './modern-answer.ts';
import type { SeenExchange, SeenMessage } from './seen-exchange.ts';

/** What more than one rule asks about an exchange or a message. All pure, all cheap. */

const REQUEST_METHODS: ReadonlySet<string> = new Set([...MODERN_METHODS, ...EXTENSION_METHODS.keys()]);

/** Whether a method of this name is a request of the core or of an official extension. */
export function isRequestMethod(method: string): boolean {
  return REQUEST_METHODS.has(method);
}

/** What is wrong with a value as JSON-RPC goes, by the rule whose business it is; undefined where nothing is. */
export type JsonRpcFault = 'not-json-rpc' | 'request-id' | 'answer-id' | 'answer' | 'error';

export function jsonRpcFault({ kind, value }: SeenMessage): JsonRpcFault | undefined {
  if (kind !== 'invalid') return undefined;
  if (!isJsonObject(value) || value['jsonrpc'] !== '2.0') return 'not-json-rpc';
  const { method, result, error, id, params } = value;
  if (method !== undefined) {
    if (result !== undefined || error !== undefined || typeof method !== 'string') return 'not-json-rpc';
    if (params !== undefined && !isJsonObject(params)) return 'not-json-rpc';
    return 'request-id';
  }
  if ((result === undefined) === (error === undefined)) {
    return result === undefined && id === undefined ? 'not-json-rpc' : 'answer';
  }
  if (result !== undefined) return isRequestId(id) ? 'not-json-rpc' : 'answer-id';
  return id === undefined || id === null || isRequestId(id) ? 'error' : 'answer-id';
}

/** Whether a message is meant as an answer, well-formed or not. */
export function isAnswer({ value }: SeenMessage): boolean {
  if (!isJsonObject(value) || value['method'] !== undefined) return false;
  return value['result'] !== undefined || value['error'] !== undefined;
}

/** Media type of the answer in lower case; '' where it names none. */
export function answerType({ response }: SeenExchange): string {
  const named = response && headerValue(response.headers, 'content-type');
  return named?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

/** The answer came in an event stream. */
export function isStreamed(exchange: SeenExchange): boolean {
  return answerType(exchange) === 'text/event-stream';
}

/** The code of an error, where it is a number. */
export function codeOf(message: SeenMessage | undefined): number | undefined {
  const code = message?.error?.['code'];
  return typeof code === 'number' ? code : undefined;
}

/**
 * Whether the server is known to speak a modern revision: from before, or because this very answer shows it. What a
 * legacy server makes of a modern request is up to it:
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#compatibility-matrix
 */
export function isModernServer({ instanceId, answer }: SeenExchange, known: Knowledge): boolean {
  return known.instance(instanceId).modern || (answer !== undefined && isModernAnswer(answer));
}

const REQUIRED_META = [META.protocolVersion, META.clientCapabilities] as const;

/** Required keys of `_meta` that a request lacks. Empty for what is no request, and for initialize. */
export function missingMeta({ request, meta, method }: SeenExchange): readonly string[] {
  if (request.message?.kind !== 'request' || method === 'initialize') return [];
  return REQUIRED_META.filter((key) => meta[key] === undefined);
}

/** Extensions that Hopscope knows. */
export const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set(EXTENSIONS.map(({ id }) => id));

/** Keys of the extensions that capabilities of either side name. */
export function extensionsOf(capabilities: unknown): readonly string[] {
  const extensions = isJsonObject(capabilities) ? capabilities['extensions'] : undefined;
  return isJsonObject(extensions) ? Object.keys(extensions) : [];
}

/** What the server declared in its latest server/discover; undefined where it was not asked. */
export function serverCapabilities(
  { instanceId }: SeenExchange,
  known: Knowledge,
): Record<string, unknown> | undefined {
  const discovered = known.instance(instanceId).discovered?.result['capabilities'];
  return isJsonObject(discovered) ? discovered : undefined;
}

/**
 * Whether an extension that is unknown to us may be in force, and so may have brought in what we do not know: this
 * request declares one, and nothing says that the server does not.
 */
export function foreignExtensionInForce(exchange: SeenExchange, known: Knowledge): boolean {
  const declared = extensionsOf(exchange.declared).filter((id) => !KNOWN_EXTENSIONS.has(id));
  if (declared.length === 0) return false;
  const served = serverCapabilities(exchange, known);
  if (served === undefined) return true;
  const advertised = new Set(extensionsOf(served));
  return declared.some((id) => advertised.has(id));
}

/** A Set that forgets its oldest member when it is full: for rules that speak once a client or an instance. */
export class BoundedSet {
  readonly #most: number;
  readonly #seen = new Set<string>();

  constructor(most = 5000) {
    this.#most = most;
  }

  /** Whether it is new; it is not, the next time. */
  add(key: string): boolean {
    if (this.#seen.has(key)) return false;
    if (this.#seen.size >= this.#most) {
      for (const oldest of this.#seen) {
        this.#seen.delete(oldest);
        break;
      }
    }
    this.#seen.add(key);
    return true;
  }
}
