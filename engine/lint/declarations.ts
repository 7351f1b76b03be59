import { headerValue } from '../../shared/model/headers.ts';
import { isJsonObject, type JsonObject } from '../../shared/model/json.ts';
import type { SeenExchange } from './seen-exchange.ts';

/** Instances and credentials that are remembered. */
const MOST = 5000;

/**
 * What instances declared in server/discover, each to the credentials that asked: an answer may depend on them, so what
 * one was told says nothing to another.
 */
export class Declarations {
  readonly #told = new Map<string, JsonObject>();

  /** Learns from an answer to server/discover. */
  learn(exchange: SeenExchange, key = keyOf(exchange)): void {
    if (exchange.method !== 'server/discover' || exchange.partial) return;
    const capabilities = exchange.answer?.result?.['capabilities'];
    if (!isJsonObject(capabilities)) return;
    this.#told.delete(key);
    this.#told.set(key, capabilities);
    if (this.#told.size <= MOST) return;
    for (const oldest of this.#told.keys()) {
      this.#told.delete(oldest);
      break;
    }
  }

  of(exchange: SeenExchange, key = keyOf(exchange)): JsonObject | undefined {
    return this.#told.get(key);
  }
}

/** The instance and the credentials. */
export function keyOf({ instanceId, request }: SeenExchange): string {
  const { headers } = request;
  return JSON.stringify([instanceId, headerValue(headers, 'authorization'), headerValue(headers, 'cookie')]);
}
