import type { Pace } from '../../../shared/model/replay-run.ts';

/** When the steps of a run may leave. */
export interface Pacer {
  /** How long the step at this place still has to wait for its turn, in ms; `requests`: how many it is. Takes the turn. */
  waitFor(place: number, requests: number): number;
}

/** At a fixed rate what is late may be made up for so long, in ms: timers are not exact. */
const CATCH_UP_MS = 50;

/**
 * `offsets`: when the steps left in the recording, in ms from the first one, in ascending order; a step's place counts, also
 * where a schedule has swapped steps. `now`: ms on a monotonic clock. The run begins with the first question. Pure.
 */
export function createPacer(pace: Pace, offsets: readonly number[], now: () => number): Pacer {
  switch (pace.kind) {
    case 'asap':
      return { waitFor: () => 0 };
    case 'recorded':
      return recordedPacer(leaveTimes(offsets, pace), now);
    case 'rate':
      return ratePacer(1_000 / pace.perSecond, now);
  }
}

/** When each place leaves, in ms from the start of the run. */
export function leaveTimes(
  offsets: readonly number[],
  { factor, maxGapMs = Number.POSITIVE_INFINITY }: Extract<Pace, { kind: 'recorded' }>,
): readonly number[] {
  let at = 0;
  let before = offsets[0] ?? 0;
  return offsets.map((offset) => {
    at += Math.min(Math.max(0, offset - before) / factor, maxGapMs);
    before = offset;
    return at;
  });
}

function recordedPacer(times: readonly number[], now: () => number): Pacer {
  let start: number | undefined;
  return {
    waitFor(place) {
      start ??= now();
      return Math.max(0, start + (times[place] ?? 0) - now());
    },
  };
}

function ratePacer(intervalMs: number, now: () => number): Pacer {
  let next: number | undefined;
  return {
    waitFor(_place, requests) {
      const present = now();
      const turn = Math.max(next ?? present, present - CATCH_UP_MS);
      next = turn + intervalMs * requests;
      return Math.max(0, turn - present);
    },
  };
}
