import type { SeenExchange } from '../seen-exchange.ts';

/** Whom a client talks to: one instance, or whatever stands behind one gateway. Equal texts are one conversation. */
export function talkOf({ client, gateway, instanceId }: SeenExchange): string {
  return `${client} ${gateway?.gatewayId ?? instanceId}`;
}

/** A map that forgets what was put into it first, so that a long recording costs no more than so many entries. */
export class Remembered<Value> {
  readonly #values = new Map<string, Value>();
  readonly #most: number;

  constructor(most = 1_000) {
    this.#most = most;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.#most) return;
    const [oldest] = this.#values.keys();
    if (oldest !== undefined) this.#values.delete(oldest);
  }

  delete(key: string): void {
    this.#values.delete(key);
  }
}
