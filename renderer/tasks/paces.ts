import type { DrivenTask } from '../../shared/model/driven-task.ts';
import { formatDuration } from '../ui/format.ts';

const PACES_MS = [100, 250, 500, 1000, 2000, 5000, 15_000, 60_000];

/** The next pace that is faster or slower than the present one, in ms; undefined where there is none. Pure. */
export function otherPace(
  { pollEveryMs }: Pick<DrivenTask, 'pollEveryMs'>,
  way: 'faster' | 'slower',
): number | undefined {
  return way === 'faster'
    ? PACES_MS.findLast((pace) => pace < pollEveryMs)
    : PACES_MS.find((pace) => pace > pollEveryMs);
}

/** The paces that can be chosen, the present one among them; `server` leaves it to the server. Pure. */
export function pacesFor({
  serverPollMs,
  pollEveryMs,
  paceBy,
}: Pick<DrivenTask, 'serverPollMs' | 'pollEveryMs' | 'paceBy'>): readonly {
  readonly value: string;
  readonly label: string;
}[] {
  const own = paceBy === 'hand' ? [pollEveryMs] : [];
  const paces = [...new Set([...PACES_MS, ...own])].sort((a, b) => a - b);
  const server =
    serverPollMs === undefined ? 'as Hopscope likes' : `as asked for (${formatDuration(serverPollMs)})`;
  return [
    { value: 'server', label: server },
    ...paces.map((ms) => ({ value: String(ms), label: formatDuration(ms) })),
  ];
}
