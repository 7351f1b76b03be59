import { describe, expect, it } from 'vitest';
import {
  formatCounted,
  formatDateTime,
  formatDuration,
  formatSize,
  formatSpan,
  formatTime,
  statusMeaning,
} from '../../../../renderer/ui/format.ts';

describe('times', () => {
  it('are local, to the millisecond', () => {
    const at = new Date(2026, 10, 3, 12, 4, 31, 8).getTime();
    expect(formatTime(at)).toBe('12:04:31.008');
    expect(formatDateTime(at)).toBe('2026-11-03 12:04:31.008');
  });
});

describe('formatDuration', () => {
  it.each([
    [0, '0.00 ms'],
    [0.417, '0.42 ms'],
    [0.996, '1.0 ms'],
    [8.42, '8.4 ms'],
    [99.96, '100 ms'],
    [208.3, '208 ms'],
    [999.6, '1.00 s'],
    [1240, '1.24 s'],
    [59_996, '1 min 0 s'],
    [125_000, '2 min 5 s'],
    [Number.NaN, ''],
  ])('%d ms is "%s"', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatSize', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 kB'],
    [1234, '1.2 kB'],
    [99_960, '100 kB'],
    [999_960, '1.0 MB'],
    [67_108_864, '67.1 MB'],
  ])('%d bytes are "%s"', (bytes, text) => {
    expect(formatSize(bytes)).toBe(text);
  });
});

describe('counts and statuses', () => {
  it('counts in words', () => {
    expect(formatCounted(1, 'exchange')).toBe('1 exchange');
    expect(formatCounted(1204, 'exchange')).toBe('1,204 exchanges');
  });

  it('reads a status', () => {
    expect([200, 202, 301, 400, 503].map(statusMeaning)).toEqual(['fine', 'fine', 'note', 'fault', 'fault']);
  });
});

describe('formatSpan', () => {
  it.each([
    [-5, '0 s'],
    [999, '0 s'],
    [42_900, '42 s'],
    [60_000, '1 min'],
    [185_000, '3 min 5 s'],
    [7_800_000, '2 h 10 min'],
    [3_600_000, '1 h'],
    [526_000_000, '6 d 2 h'],
    [Number.NaN, ''],
  ])('%d ms: %s', (ms, text) => {
    expect(formatSpan(ms)).toBe(text);
  });
});
