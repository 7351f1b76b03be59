import { expect, it } from 'vitest';
import { whySkipped } from '../../../build/electron-tests.mjs';

it.each([
  [true, true, true, undefined],
  [false, true, true, 'no Electron binary'],
  [false, false, false, 'no Electron binary'],
  [true, false, true, 'no display for Electron (xvfb-run npm test has one)'],
  [true, true, false, 'Electron does not start for root'],
])('binary: %s, display: %s, sandbox: %s -> %s', (binary, display, sandbox, why) => {
  expect(whySkipped(binary, display, sandbox)).toBe(why);
});
