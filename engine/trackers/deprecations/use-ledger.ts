import type { FeatureUse } from '../../../shared/model/deprecation.ts';
import type { Feature, FeatureReport } from '../../../shared/model/deprecation.ts';
import type { SeenExchange } from '../../lint/seen-exchange.ts';
import { toolOf } from '../asked-input.ts';
import { withLatest } from '../latest-numbers.ts';
import { clientLabel, type SeenClient } from '../client-book.ts';
import type { SeenUse } from './see-uses.ts';

/** Lines of a feature that are told apart; further ones are only counted. */
const MOST_LINES = 2_000;
/** Lines of a feature in a report. */
const MOST_SHOWN = 200;
/** Numbers of exchanges that are kept to show a use. */
export const MOST_EXAMPLES = 10;

/** One line: the same client, instance, tool, era and kind of use. */
export interface UseLine extends FeatureUse {
  /** The first exchanges that show it, at most ten. */
  readonly examples: readonly number[];
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Line = Writable<Omit<UseLine, 'examples'>> & { readonly examples: number[] };

interface Sum {
  count: number;
  first: number;
  firstAt: number;
  last: number;
  lastAt: number;
}

/** All uses of one feature. */
export class UseLedger {
  readonly #feature: Feature;
  readonly #lines = new Map<string, Line>();
  #sum: Sum | undefined;
  #uncounted = 0;

  constructor(feature: Feature) {
    this.#feature = feature;
  }

  /** Lines by what differs in them. */
  get lines(): Iterable<UseLine> {
    return this.#lines.values();
  }

  add({ what, side }: SeenUse, exchange: SeenExchange, client: SeenClient): void {
    this.#sum = extended(this.#sum, exchange);
    // A capability is declared whatever is called; all else is told of the tool that it happened in.
    const tool = side === 'server' ? toolOf(exchange) : undefined;
    const { instanceId, speaks } = exchange;
    const key = JSON.stringify([what, side, client.key, instanceId, tool ?? null, speaks]);
    const line = this.#lines.get(key);
    if (line) {
      Object.assign(line, extended(line, exchange));
      line.latest = withLatest(line.latest, exchange.number);
      if (line.examples.length < MOST_EXAMPLES) line.examples.push(exchange.number);
      return;
    }
    if (this.#lines.size >= MOST_LINES) {
      this.#uncounted += 1;
      return;
    }
    this.#lines.set(key, {
      what,
      side,
      client: client.key,
      clientName: clientLabel(client),
      ...(client.own && { own: true }),
      era: speaks,
      instanceId,
      instanceName: exchange.instanceName,
      ...(tool !== undefined && { tool }),
      ...extended(undefined, exchange),
      latest: [exchange.number],
      examples: [exchange.number],
    });
  }

  report(): FeatureReport {
    const uses = [...this.#lines.values()]
      .sort((one, other) => other.count - one.count || one.first - other.first)
      .map(({ examples: _, ...use }) => ({ ...use }));
    const leftOut = Math.max(0, uses.length - MOST_SHOWN) + this.#uncounted;
    return {
      ...this.#feature,
      ...(this.#sum ?? { count: 0 }),
      uses: uses.slice(0, MOST_SHOWN),
      ...(leftOut > 0 && { usesLeftOut: leftOut }),
    };
  }
}

/** Exchanges come in the order in which they ended, which is not that of their numbers. */
function extended(sum: Sum | undefined, { number, startedAt }: SeenExchange): Sum {
  if (!sum) return { count: 1, first: number, firstAt: startedAt, last: number, lastAt: startedAt };
  const { count, first, firstAt, last, lastAt } = sum;
  return {
    count: count + 1,
    ...(number < first ? { first: number, firstAt: startedAt } : { first, firstAt }),
    ...(number > last ? { last: number, lastAt: startedAt } : { last, lastAt }),
  };
}
