import type { NoiseProblem } from '../../../shared/model/replay-run.ts';
import { formatCount } from '../../ui/format.ts';

/** Problems of a file that are told at once. */
const MOST = 3;

/** What is wrong with a noise file, as sentences; undefined where nothing is. Pure. */
export function noiseProblem(file: string, problems: readonly NoiseProblem[]): string | undefined {
  if (problems.length === 0) return undefined;
  const told = problems.slice(0, MOST).map(({ line, says }) => `Line ${String(line)}: ${says}`);
  const more = problems.length - told.length;
  return [
    `${file} is not understood.`,
    ...told,
    ...(more > 0 ? [`There are ${formatCount(more)} more.`] : []),
  ].join(' ');
}
