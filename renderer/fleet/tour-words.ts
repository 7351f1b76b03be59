import type { Bridge } from '../../shared/bridge/bridge.ts';
import type { Row } from '../../shared/model/exchange.ts';
import type { Severity } from '../../shared/model/finding.ts';
import type { TourState } from '../../shared/model/tour.ts';
import { formatCounted } from '../ui/format.ts';

const ROWS_AT_ONCE = 500;

/** What the exchanges of a tour came to. */
export interface TourFindings {
  readonly exchanges: number;
  /** Exchanges with findings, by the worst of each. */
  readonly worst: Readonly<Record<Severity, number>>;
}

/** What is going on, or what came of it: a sentence. Pure. */
export function tourWords(tour: TourState): string {
  const { state, done, steps, step, era, unanswered, problem } = tour;
  const silent = unanswered === 0 ? '' : ` ${formatCounted(unanswered, 'request')} got no answer at all.`;
  switch (state) {
    case 'running':
      return `${String(done)} of ${String(steps)}: ${step}`;
    case 'cancelled':
      return `Cancelled after ${formatCounted(done, 'step')}.${silent}`;
    case 'failed':
      return `It could not be completed. ${problem ?? ''}`.trim();
    case 'done':
      return era === 'legacy'
        ? `A session was opened and all lists were asked for. Probes are for modern servers only.${silent}`
        : `${formatCounted(done, 'request')} sent.${silent}`;
  }
}

/** Of what is judged: "3 exchanges with errors, 1 with warnings". Pure. */
export function findingWords({ worst }: TourFindings): string {
  const { error, warning, note } = worst;
  if (error + warning + note === 0) return 'Nothing wrong was found.';
  const parts = [
    [error, 'errors'],
    [warning, 'warnings'],
    [note, 'notes'],
  ] as const;
  const words = parts.flatMap(([count, what]) => (count === 0 ? [] : [`${String(count)} with ${what}`]));
  return `Exchanges with findings: ${words.join(', ')}.`;
}

/** The filter that shows a tour's exchanges in Traffic; `found`: only those with findings. Pure. */
export function tourFilter({ instanceName, recorded }: TourState, found: boolean): string {
  const parts = [
    `instance:="${instanceName.replaceAll('"', '')}"`,
    'origin:probe',
    ...(recorded ? [`number:>=${String(recorded.first)}`, `number:<=${String(recorded.last)}`] : []),
    ...(found ? ['findings:>0'] : []),
  ];
  return parts.join(' ');
}

/** Waits until a tour's exchanges are judged and counts them; undefined where its capture is gone. */
export async function countTourFindings(
  bridge: Bridge,
  { instanceId, recorded }: TourState,
): Promise<TourFindings | undefined> {
  if (!recorded) return undefined;
  const { captureId, first, last } = recorded;
  const settled = await bridge.invoke('findings.settled', { captureId });
  if (!settled.ok) return undefined;
  const worst = { error: 0, warning: 0, note: 0 };
  let exchanges = 0;
  let after = first - 1;
  while (after < last) {
    const page = await bridge.invoke('capture.rows', { captureId, after, limit: ROWS_AT_ONCE });
    if (!page.ok) return undefined;
    const { rows } = page.value;
    for (const row of rows.filter((one) => isOfTour(one, instanceId, last))) {
      exchanges += 1;
      if (row.findings) worst[row.findings.worst] += 1;
    }
    if (rows.length < ROWS_AT_ONCE) break;
    after = rows.at(-1)?.number ?? last;
  }
  return { exchanges, worst };
}

function isOfTour(row: Row, instanceId: string, last: number): boolean {
  return row.number <= last && row.instanceId === instanceId && row.origin === 'probe';
}
