import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { PIXEL_PNG, silenceWav } from '../../../../demo/conformance/samples.ts';

test('the picture is a PNG of one pixel', () => {
  const file = Buffer.from(PIXEL_PNG, 'base64');
  expect(file.subarray(0, 8)).toEqual(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'));
  expect(file.toString('latin1', 12, 16)).toBe('IHDR');
  expect([file.readUInt32BE(16), file.readUInt32BE(20)]).toEqual([1, 1]);
  const data = file.indexOf('IDAT', 0, 'latin1');
  // One filter byte, then red, green and blue.
  expect(inflateSync(file.subarray(data + 4, data + 4 + file.readUInt32BE(data - 4)))).toHaveLength(4);
});

test('the sound is a WAV whose lengths are right, and silent', () => {
  const file = Buffer.from(silenceWav(), 'base64');
  expect(file.toString('latin1', 0, 4)).toBe('RIFF');
  expect(file.readUInt32LE(4)).toBe(file.length - 8);
  expect(file.toString('latin1', 8, 16)).toBe('WAVEfmt ');
  expect(file.toString('latin1', 36, 40)).toBe('data');
  expect(file.readUInt32LE(40)).toBe(file.length - 44);
  expect(new Set(file.subarray(44))).toEqual(new Set([0x80]));
});
