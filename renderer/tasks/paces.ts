import type { DrivenTask } from '../../shared/model/driven-task.ts';
import { formatDuration } from '../ui/format.ts';

const PACES_MS = [100, 250, 500, 1000, 2000, 5000, 15_000, 60_000];

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
