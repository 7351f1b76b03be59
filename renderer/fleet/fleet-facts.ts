import type { Instance, InstanceHealth } from '../../shared/model/instance.ts';

/** A check is asked for again when the screen opens and the last one is older than this. */
const STALE_MS = 30_000;

/** Instances whose health is unknown or old. Those with a command are checked by hand only: a look starts no program. */
export function staleIds(
  instances: readonly Instance[],
  health: ReadonlyMap<string, InstanceHealth>,
  now: number,
): string[] {
  return instances
    .filter(({ id, stdio }) => {
      if (stdio) return false;
      const own = health.get(id);
      if (own?.state === 'checking') return false;
      return own?.checkedAt === undefined || now - own.checkedAt > STALE_MS;
    })
    .map(({ id }) => id);
}

export interface Spark {
  /** Runs of successful checks as SVG paths. */
  readonly lines: readonly string[];
  /** Places of failed checks, px. */
  readonly failures: readonly number[];
  /** The newest successful check, where it is the newest of all. */
  readonly last: { readonly x: number; readonly y: number } | undefined;
}

const HIGHEST_SHARE = 0.85;

/**
 * Latencies as lines within `width` x `height` px, oldest left, the slowest near the top, 0 at the bottom.
 * Checks keep their distance whether there are two or thirty, so that lines of several instances can be compared.
 */
export function sparkOf(
  latencies: readonly (number | null)[],
  width: number,
  height: number,
  slots = 30,
): Spark {
  const step = (width - 4) / (slots - 1);
  const highest = Math.max(1, ...latencies.map((latency) => latency ?? 0));
  const place = (index: number): number => 2 + (slots - latencies.length + index) * step;
  const lines: string[] = [];
  const failures: number[] = [];
  let run: string[] = [];
  let last: Spark['last'];
  const endRun = (): void => {
    if (run.length > 1) lines.push(`M${run.join('L')}`);
    run = [];
  };
  latencies.forEach((latency, index) => {
    const x = Math.round(place(index) * 10) / 10;
    last = undefined;
    if (latency === null) {
      failures.push(x);
      endRun();
      return;
    }
    const y = Math.round((height - 2 - (latency / highest) * (height - 4) * HIGHEST_SHARE) * 10) / 10;
    run.push(`${String(x)} ${String(y)}`);
    last = { x, y };
  });
  endRun();
  return { lines, failures, last };
}

/** "name 1.0.0 (title)" of a server, as far as it said. */
export function identityOf(health: InstanceHealth | undefined): string {
  const { name, title, version } = health?.serverInfo ?? {};
  const base = [name ?? title, version].filter((part) => part !== undefined).join(' ');
  return base;
}

/** Everything that a capability holds, in a few words: "listChanged, subscribe". */
export function capabilityWords(value: unknown): string {
  if (typeof value !== 'object' || value === null)
    return value === true || value === undefined ? '' : JSON.stringify(value);
  return Object.entries(value as Readonly<Record<string, unknown>>)
    .map(([key, own]) => {
      if (own === true) return key;
      const isEmpty = typeof own === 'object' && own !== null && Object.keys(own).length === 0;
      return isEmpty ? key : `${key}: ${JSON.stringify(own)}`;
    })
    .join(', ');
}
