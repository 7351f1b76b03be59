import { expect, it } from 'vitest';
import { waitsForConsent } from '../../../../renderer/ui/waits-for-consent.ts';

const stdio = { command: 'node', args: [], env: {} };

it.each([
  [true, { stdio }],
  [true, { stdio, approved: false }],
  [false, { stdio, approved: true }],
  [false, {}],
])('is %j for %j', (waits, instance) => {
  expect(waitsForConsent(instance)).toBe(waits);
});
