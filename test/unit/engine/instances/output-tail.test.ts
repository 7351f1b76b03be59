import { expect, test } from 'vitest';
import { OutputTail } from '../../../../engine/instances/output-tail.ts';

test('keeps the last bytes only, whatever the pieces', () => {
  const tail = new OutputTail(10);
  expect(tail.text()).toBe('');
  for (const piece of ['abc', 'defghijklmnopqrstuv', 'w', 'xyz']) tail.push(Buffer.from(piece));
  expect(tail.text()).toBe('qrstuvwxyz');
  tail.push(Buffer.from('!'));
  expect(tail.text()).toBe('rstuvwxyz!');
});

test('a piece longer than the limit', () => {
  const tail = new OutputTail(3);
  tail.push(Buffer.from('0123456789'));
  expect(tail.text()).toBe('789');
});
