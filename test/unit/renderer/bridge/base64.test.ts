import { expect, it } from 'vitest';
import { decodeBase64, fromBase64 } from '../../../../renderer/bridge/base64.ts';

it.each([
  ['as the page can', fromBase64],
  ['by hand', decodeBase64],
])('reads the bytes %s', (_how, read) => {
  const every = Uint8Array.from({ length: 256 }, (_, at) => at);
  expect(read(Buffer.from(every).toString('base64'))).toEqual(every);
  expect(read('AP8Q')).toEqual(Uint8Array.of(0, 255, 16));
  expect(read('')).toEqual(new Uint8Array());
  expect(() => read('%')).toThrow();
});
