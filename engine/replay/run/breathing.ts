import { setImmediate as nextTurn } from 'node:timers/promises';

/** So long one slice of a long computation keeps the program from all else, in ms. */
const SLICE_MS = 20;

/** Says after each slice that all else should have its turn. */
export function breathing(): () => Promise<void> | undefined {
  let until = performance.now() + SLICE_MS;
  return () => {
    if (performance.now() < until) return undefined;
    return nextTurn().then(() => {
      until = performance.now() + SLICE_MS;
    });
  };
}
