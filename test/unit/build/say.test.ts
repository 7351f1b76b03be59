import { expect, it } from 'vitest';
import { formatDuration } from '../../../build/say.mjs';

it.each([
  [0, '0.0 s'],
  [8_440, '8.4 s'],
  [59_990, '1 min 0 s'],
  [125_000, '2 min 5 s'],
])('%d ms is %s', (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});
