import { isJsonObject } from '../../shared/model/json.ts';
import type { SeenExchange } from './seen-exchange.ts';

/** Of one instance; older ones are forgotten. */
const MOST_TIMES = 50;
const MOST_INSTANCES = 500;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** When which instance was called to do what may change things, as far as the exchanges that have ended tell. */
export class Writes {
  readonly #spans = new Map<string, readonly Span[]>();

  /** How many are remembered. */
  get size(): number {
    let size = 0;
    for (const spans of this.#spans.values()) size += spans.length;
    return size;
  }

  /** Whether one of these instances was at it between two times in epoch ms. */
  within(instanceIds: readonly string[], from: number, to: number): boolean {
    return instanceIds.some((id) =>
      (this.#spans.get(id) ?? []).some((span) => span.to >= from && span.from <= to),
    );
  }

  /** `readsOnly`: whether a tool claims so. */
  learn(exchange: SeenExchange, readsOnly: (tool: string) => boolean): void {
    if (exchange.method !== 'tools/call') return;
    const tool = exchange.request.message?.params['name'];
    if (typeof tool === 'string' && readsOnly(tool)) return;
    const { instanceId, startedAt, endedAt = startedAt } = exchange;
    const spans = this.#spans.get(instanceId) ?? [];
    this.#spans.set(instanceId, [...spans, { from: startedAt, to: endedAt }].slice(-MOST_TIMES));
    if (this.#spans.size <= MOST_INSTANCES) return;
    for (const oldest of this.#spans.keys()) {
      this.#spans.delete(oldest);
      return;
    }
  }
}

/** What an entry of tools/list claims: that the tool changes nothing. Pure. */
export function claimsReadOnly(entry: unknown): boolean {
  const annotations = isJsonObject(entry) ? entry['annotations'] : undefined;
  return isJsonObject(annotations) && annotations['readOnlyHint'] === true;
}
