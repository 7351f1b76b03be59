import type { Meaning } from './palette.ts';

export { counted as formatCounted, countText as formatCount } from '../../shared/model/counted.ts';

const two = (value: number): string => String(value).padStart(2, '0');

/** Local time of day: "12:04:31.208". */
export function formatTime(epochMs: number): string {
  const date = new Date(epochMs);
  const ms = String(date.getMilliseconds()).padStart(3, '0');
  return `${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}.${ms}`;
}

/** Local date and time: "2026-11-23 12:04:31.208". */
export function formatDateTime(epochMs: number): string {
  const date = new Date(epochMs);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${formatTime(epochMs)}`;
}

/** "0.42 ms", "8.4 ms", "84 ms", "1.24 s", "2 min 5 s". */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return '';
  if (ms < 0.995) return `${ms.toFixed(2)} ms`;
  if (ms < 99.95) return `${ms.toFixed(1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 59_995) return `${(ms / 1000).toFixed(2)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A span for reading while it runs: "42 s", "3 min 5 s", "2 h 10 min", "6 d 2 h". Less than a second is "0 s". */
export function formatSpan(ms: number): string {
  if (!Number.isFinite(ms)) return '';
  const seconds = Math.max(Math.floor(ms / 1000), 0);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const parts =
    hours >= 24
      ? [`${Math.floor(hours / 24)} d`, hours % 24 > 0 && `${hours % 24} h`]
      : hours > 0
        ? [`${hours} h`, minutes % 60 > 0 && `${minutes % 60} min`]
        : minutes > 0
          ? [`${minutes} min`, seconds % 60 > 0 && `${seconds % 60} s`]
          : [`${seconds} s`];
  return parts.filter(Boolean).join(' ');
}

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units: "312 B", "1.2 kB", "64 MB". */
export function formatSize(bytes: number): string {
  if (!Number.isFinite(bytes)) return '';
  let value = bytes;
  let unit = 0;
  // 999.95 and not 1000: what would be rounded to "1000.0" belongs to the next unit.
  while (value >= (unit === 0 ? 1000 : 999.95) && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit] ?? ''}`;
}

/** What an HTTP status says at a glance. */
export function statusMeaning(status: number): Meaning {
  if (status >= 400) return 'fault';
  return status >= 300 || status < 200 ? 'note' : 'fine';
}
