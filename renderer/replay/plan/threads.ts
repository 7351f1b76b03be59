import type { ValueFlow } from '../../../shared/model/replay-plan.ts';

/** One value's way through the table: a line from the step that minted it to those that carry it. */
export interface Thread {
  readonly flow: ValueFlow;
  /** Column of the gutter, from 0. */
  readonly lane: number;
  /** Row of the step that minted the value. */
  readonly from: number;
  /** Rows of the steps that carry it, ascending. */
  readonly to: readonly number[];
  /** The first and the last row that it touches. */
  readonly top: number;
  readonly bottom: number;
}

export interface Threads {
  readonly threads: readonly Thread[];
  readonly lanes: number;
  /** Threads for which there was no lane any more. */
  readonly dropped: number;
}

/** The threads that a row touches are drawn whatever else there is. */
interface Options {
  readonly flows: readonly ValueFlow[];
  /** Row of a step by its number; undefined where it has none. */
  readonly rowOf: (number: number) => number | undefined;
  readonly mostLanes: number;
}

/**
 * Puts each flow into the leftmost lane that is free over all of its rows, short ones first where they begin together, so
 * that no two threads lie on each other. Pure.
 */
export function layThreads({ flows, rowOf, mostLanes }: Options): Threads {
  const spans = flows.flatMap((flow) => {
    const from = rowOf(flow.producer.number);
    const rows = flow.consumers.flatMap(({ number }) => rowOf(number) ?? []);
    if (from === undefined || rows.length === 0) return [];
    const to = [...new Set(rows)].sort((one, other) => one - other);
    return [
      { flow, from, to, top: Math.min(from, ...to.slice(0, 1)), bottom: Math.max(from, to.at(-1) ?? from) },
    ];
  });
  spans.sort((one, other) => one.top - other.top || one.bottom - other.bottom);
  /** The last row that is taken in each lane. */
  const taken: number[] = [];
  const threads: Thread[] = [];
  let dropped = 0;
  for (const span of spans) {
    // One thread may begin in the row where another ends only beside it: a dot would belong to both.
    let lane = taken.findIndex((bottom) => bottom < span.top);
    if (lane === -1) lane = taken.length;
    if (lane >= mostLanes) {
      dropped += 1;
      continue;
    }
    taken[lane] = span.bottom;
    threads.push({ ...span, lane });
  }
  return { threads, lanes: taken.length, dropped };
}

/** Whether the thread has to do with the row. */
export function touchesRow({ from, to }: Pick<Thread, 'from' | 'to'>, row: number): boolean {
  return from === row || to.includes(row);
}
