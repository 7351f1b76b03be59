import { expect, test } from 'vitest';
import {
  createPaint,
  shownDuration,
  shownSize,
  visible,
  visibleLine,
  wantsColours,
} from '../../../../cli/output/paint.ts';

test('colours only where the terminal has them and nobody refused', () => {
  expect(wantsColours({}, true, true)).toBe(true);
  expect(wantsColours({}, true, false)).toBe(false);
  expect(wantsColours({}, false, true)).toBe(false);
  expect(wantsColours({ NO_COLOR: '1' }, true, true)).toBe(false);
  expect(wantsColours({ NO_COLOR: '' }, true, true)).toBe(true);
  expect(createPaint(true)('red', 'x')).toBe('\u001b[31mx\u001b[39m');
  expect(createPaint(false)('red', 'x')).toBe('x');
});

test('control characters of a server are shown, not obeyed', () => {
  expect(visible('a\u001b[2J\u0007\r\nb\tc\u009b1m\rd')).toBe('a\\x1b[2J\\x07\nb\tc\\x9b1m\\x0dd');
  expect(visibleLine(' a\n\n b\u001b ', 10)).toBe('a b\\x1b');
  expect(visibleLine('abcdef', 4)).toBe('abc…');
});

test('durations and sizes', () => {
  expect([0.04, 8.44, 999, 1234, 61_500].map(shownDuration)).toEqual([
    '0.0 ms',
    '8.4 ms',
    '999.0 ms',
    '1.23 s',
    '61.5 s',
  ]);
  expect([0, 999, 1_200, 3_400_000].map(shownSize)).toEqual(['0 B', '999 B', '1.2 kB', '3.4 MB']);
});
