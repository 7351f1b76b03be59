import { expect, it } from 'vitest';
import { whySkipped } from '../../../build/electron-tests.mjs';

it.each([
  [true, true, undefined],
  [false, true, 'no Electron binary'],
  [false, false, 'no Electron binary'],
  [true, false, 'no display for Electron (xvfb-run npm test has one)'],
])('binary: %s, display: %s -> %s', (binary, display, why) => {
  expect(whySkipped(binary, display)).toBe(why);
});
