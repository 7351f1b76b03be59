import type { InstanceHealth } from '../../shared/model/instance.ts';
import { formatDuration } from '../ui/format.ts';
import { sparkOf } from './fleet-facts.ts';
import styles from './fleet.module.css';

const WIDTH = 84;
const HEIGHT = 18;

function wordsFor(latencies: readonly (number | null)[]): string {
  const good = latencies.filter((latency) => latency !== null);
  if (latencies.length === 0) return 'Not checked yet.';
  const failed = latencies.length - good.length;
  const range =
    good.length === 0
      ? 'none answered'
      : `${formatDuration(Math.min(...good))} to ${formatDuration(Math.max(...good))}`;
  return `Last ${String(latencies.length)} checks: ${range}${failed > 0 ? `, ${String(failed)} failed` : ''}.`;
}

/** Latencies of the last checks as a small line; a failed check is a tick of its own. */
export function HealthSpark({ health }: { readonly health: InstanceHealth | undefined }) {
  const latencies = health?.latenciesMs ?? [];
  const { lines, failures, last } = sparkOf(latencies, WIDTH, HEIGHT);
  const words = wordsFor(latencies);
  return (
    <svg
      className={styles.spark}
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={words}
      data-tip={words}
    >
      <line className={styles.sparkBase} x1={2} x2={WIDTH - 2} y1={HEIGHT - 1.5} y2={HEIGHT - 1.5} />
      {lines.map((path) => (
        <path key={path} d={path} />
      ))}
      {failures.map((x) => (
        <path key={x} className={styles.sparkFailure} d={`M${String(x - 2)} 6l4 6m0 -6l-4 6`} />
      ))}
      {last && <circle cx={last.x} cy={last.y} r={1.8} />}
    </svg>
  );
}
