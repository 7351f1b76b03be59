import type { RunState } from '../shared/model/run.ts';

/**
 * Turns the states of a run into news about its copies: a crash is told once, with what comes of it, and so is that
 * the copy is up again. Remembers what was told; nothing is told of a first start.
 */
export function createCopyNews(): (run: RunState) => readonly string[] {
  const problems = new Map<number, string>();
  return ({ copies }) =>
    copies.flatMap(({ index, name, state, problem, url = '' }) => {
      const told = problems.get(index);
      if (problem !== undefined) {
        if (problem === told) return [];
        problems.set(index, problem);
        // Two lines: the first may end with the server's own words.
        return state === 'restarting' ? [problem, `${name} is started again.`] : [problem];
      }
      if (told === undefined || state !== 'running') return [];
      problems.delete(index);
      return [`${name} is up again at ${url}.`];
    });
}
