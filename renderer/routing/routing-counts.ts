import type { Row } from '../../shared/model/exchange.ts';
import { rowFailed } from '../ui/row-failed.ts';
import { flowKey, type Flow, type Way } from './flow.ts';

type Counted = { -readonly [K in keyof Flow]: Flow[K] };

const FAILED = 1;
const LYING = 2;
const FAULTED = 4;

/** What a row's gateway part and origin tell of its way. */
function wayOf({ gateway, origin }: Row): Way {
  if (gateway?.rule !== undefined) return { kind: 'rule', gatewayId: gateway.id, rule: gateway.rule };
  if (gateway) return { kind: 'otherwise', gatewayId: gateway.id };
  if (origin === 'gateway') return { kind: 'passed' };
  return origin === 'import' ? { kind: 'imported' } : { kind: 'sent' };
}

/** The row of a stdio process keeps what belongs to no request; it went nowhere. */
function isRequest(row: Row): boolean {
  return !(row.transport === 'stdio' && row.method === 'process');
}

function flagsOf(row: Row): number {
  return (
    (rowFailed(row) ? FAILED : 0) |
    (row.headerFault ? LYING : 0) |
    (row.gateway?.faults === undefined ? 0 : FAULTED)
  );
}

/**
 * How many requests went which way, from the rows of one capture. A row that changes is counted as it is now; each
 * row costs the same however many there are. Pure.
 */
export class RoutingCounts {
  readonly #flows = new Map<string, Counted>();
  /** By number - 1: where a row was counted, and with which flags, so that it can be taken back. */
  readonly #countedIn: (Counted | undefined)[] = [];
  readonly #flags: number[] = [];
  #total = 0;
  #lying = 0;
  #routed = 0;

  /** Requests that are counted. */
  get total(): number {
    return this.#total;
  }

  /** Those with a lying header. */
  get lying(): number {
    return this.#lying;
  }

  /** Those that went through a gateway. */
  get routed(): number {
    return this.#routed;
  }

  /** The flows as they are, in the order in which they were first seen. Their numbers change in place. */
  flows(): readonly Flow[] {
    return [...this.#flows.values()];
  }

  /** Counts new rows, and changed ones anew. */
  take(rows: readonly Row[]): void {
    for (const row of rows) {
      if (!isRequest(row)) continue;
      const index = row.number - 1;
      const before = this.#countedIn[index];
      const flags = flagsOf(row);
      if (before) this.#add(before, this.#flags[index] ?? 0, -1);
      const flow = this.#flowOf(row);
      this.#add(flow, flags, 1);
      if (before && before.count === 0) this.#flows.delete(before.key);
      this.#countedIn[index] = flow;
      this.#flags[index] = flags;
    }
  }

  #flowOf(row: Row): Counted {
    const { method, name, instanceId, instanceName } = row;
    const way = wayOf(row);
    const key = flowKey({ method, name, way, instanceId });
    const known = this.#flows.get(key);
    if (known) return known;
    const flow: Counted = {
      ...{ key, method, name, way, instanceId, instanceName },
      ...{ count: 0, failed: 0, lying: 0, faulted: 0 },
    };
    this.#flows.set(key, flow);
    return flow;
  }

  #add(flow: Counted, flags: number, by: 1 | -1): void {
    const lying = flags & LYING ? by : 0;
    flow.count += by;
    flow.failed += flags & FAILED ? by : 0;
    flow.lying += lying;
    flow.faulted += flags & FAULTED ? by : 0;
    this.#total += by;
    this.#lying += lying;
    if (flow.way.kind === 'rule' || flow.way.kind === 'otherwise') this.#routed += by;
  }
}
