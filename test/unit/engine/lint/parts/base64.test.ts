import { expect, it } from 'vitest';
import { base64Fault } from '../../../../../engine/lint/parts/base64.ts';

it.each(['', 'aGVsbG8=', 'aGVsbG8h', 'aA==', '+/+/', 'aGVs\r\nbG8=\n', 'A'.repeat(400_000)])(
  'takes %#',
  (text) => {
    expect(base64Fault(text)).toBeUndefined();
  },
);

it.each([
  ['aGVsbG8', 'padding'],
  ['a-_b', 'alphabet'],
  ['data:image/png;base64,aGVsbG8=', 'data:'],
  ['not base64!', 'contains'],
  ['aGVsbG8==', 'multiple'],
  [`${'A'.repeat(200_000)}é===`, 'contains'],
])('finds what is wrong with %#', (text, reason) => {
  expect(base64Fault(text)).toContain(reason);
});
