import { expect, it } from 'vitest';
import { mayBeOpened } from '../../../../shared/model/open-address.ts';

it.each([
  ['https://example.com/', true],
  ['https://user@example.com/', true],
  ['http://127.0.0.1:8080/', true],
  ['http://127.1/', true],
  ['http://[::1]/', true],
  ['http://localhost:3000/x', true],
  ['http://example.com/', false],
  ['http://localhost.example.com/', false],
  ['http://127.0.0.1.example.com/', false],
  ['http://10.0.0.1/', false],
  ['ftp://127.0.0.1/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['smb://127.0.0.1/share', false],
])('%s: %s', (address, expected) => {
  expect(mayBeOpened(new URL(address))).toBe(expected);
});
