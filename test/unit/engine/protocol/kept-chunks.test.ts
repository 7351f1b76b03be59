import { expect, test } from 'vitest';
import { KeptChunks } from '../../../../engine/protocol/kept-chunks.ts';

const TEXT = 'a€b😀cdefgh';
const BYTES = Buffer.from(TEXT);

test.each([1, 2, 3, 100])('any range can be read from chunks of %i bytes', (size) => {
  const chunks = new KeptChunks();
  for (let at = 0; at < BYTES.length; at += size) chunks.push(BYTES.subarray(at, at + size));
  expect(chunks.length).toBe(BYTES.length);
  for (let start = 0; start <= BYTES.length; start += 1) {
    for (let end = start; end <= BYTES.length + 2; end += 1) {
      expect(chunks.text(start, end)).toBe(BYTES.toString('utf8', start, end));
    }
  }
});

test('what was dropped is gone, and the offsets of the rest stay', () => {
  const chunks = new KeptChunks();
  for (const part of ['abc', 'def', 'ghi']) chunks.push(Buffer.from(part));
  chunks.dropBefore(4);
  expect(chunks.text(4, 8)).toBe('efgh');
  expect(chunks.text(0, 4)).toBe('d');
  chunks.dropBefore(9);
  expect(chunks.text(4, 9)).toBe('');
  chunks.push(Buffer.from('jkl'));
  expect(chunks.text(9, 11)).toBe('jk');
  expect(chunks.length).toBe(12);
});
