import type { Timing } from '../../../shared/model/exchange.ts';

/** One bar of the waterfall; ms from the exchange's start. */
export interface Phase {
  readonly name: string;
  /** What happens in it, as a sentence. */
  readonly about: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** It goes on. */
  readonly open: boolean;
}

const STEPS: readonly {
  readonly key: keyof Timing & `${string}Ms`;
  readonly name: string;
  readonly about: string;
}[] = [
  { key: 'dnsMs', name: 'DNS', about: 'The name was looked up.' },
  { key: 'connectMs', name: 'Connect', about: 'A TCP connection was made.' },
  { key: 'tlsMs', name: 'TLS', about: 'The connection was secured.' },
  { key: 'requestSentMs', name: 'Send', about: 'The request was written to the socket.' },
  { key: 'firstByteMs', name: 'Wait', about: 'Hopscope waited for the first byte of the answer.' },
  { key: 'endMs', name: 'Receive', about: 'The answer came in, up to its last byte or the failure.' },
];

/**
 * The phases that happened, each from the end of the one before. The one that an open exchange is in goes on until
 * `nowMs`. An exchange that failed early ends in the phase where it failed.
 */
export function phasesOf(timing: Timing, nowMs: number): Phase[] {
  const phases: Phase[] = [];
  let fromMs = 0;
  for (const { key, name, about } of STEPS) {
    const toMs = timing[key];
    if (toMs === undefined) continue;
    const broken = key === 'endMs' && timing.firstByteMs === undefined;
    phases.push({
      name: broken ? 'Failed' : name,
      about: broken ? 'Nothing came before the exchange ended.' : about,
      fromMs: Math.min(fromMs, toMs),
      toMs,
      open: false,
    });
    fromMs = Math.max(fromMs, toMs);
  }
  if (timing.endMs === undefined) {
    const receiving = timing.firstByteMs !== undefined;
    phases.push({
      name: receiving ? 'Receive' : 'Wait',
      about: 'It goes on.',
      fromMs,
      toMs: Math.max(nowMs, fromMs),
      open: true,
    });
  }
  return phases;
}

/** Where things stand on an axis of `totalMs`, in percent. */
export function placeOnAxis(
  fromMs: number,
  toMs: number,
  totalMs: number,
): { readonly left: number; readonly width: number } {
  if (totalMs <= 0) return { left: 0, width: 100 };
  const left = Math.min(Math.max((fromMs / totalMs) * 100, 0), 100);
  return { left, width: Math.min(((toMs - fromMs) / totalMs) * 100, 100 - left) };
}

/** Round steps for the axis: at most `most` of them, in ms. */
export function axisTicks(totalMs: number, most: number): number[] {
  if (totalMs <= 0) return [];
  const rough = totalMs / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const ticks: number[] = [];
  for (let tick = step; tick < totalMs; tick += step) ticks.push(tick);
  return ticks;
}
