import { networkInterfaces } from 'node:os';
import { describe, expect, it } from 'vitest';
import { createOwnPorts, isOwnAddress } from '../../../../../engine/gateway/safety/own-ports.ts';

const ports = createOwnPorts(
  () => [4000],
  (host) => Promise.resolve(host === 'rebound.example' ? ['203.0.113.9', '127.0.0.1'] : ['203.0.113.9']),
);

describe('createOwnPorts', () => {
  it.each([
    'http://127.0.0.1:4000/',
    'http://localhost:4000/',
    'http://LOCALHOST:4000/',
    'http://x.localhost:4000/',
    'http://127.1:4000/',
    'http://0x7f000001:4000/',
    'http://0.0.0.0:4000/',
    'http://0:4000/',
    'http://[::1]:4000/',
    'http://[::]:4000/',
    'http://[::ffff:127.0.0.1]:4000/',
    'http://[0:0:0:0:0:0:0:1]:4000/',
    'https://127.0.0.1:4000/',
    'http://rebound.example:4000/',
  ])('refuses %s', async (url) => {
    expect(ports.concerns(new URL(url))).toBe(true);
    expect(await ports.refusal(new URL(url))).toMatch(/is Hopscope itself/);
  });

  it.each([
    'http://127.0.0.1:4001/',
    'http://localhost/',
    'http://elsewhere.example:4000/',
    'http://203.0.113.9:4000/',
  ])('permits %s', async (url) => {
    expect(await ports.refusal(new URL(url))).toBeUndefined();
  });

  it('holds what was connected to against the same', () => {
    expect(ports.forbids('::ffff:127.0.0.1', 4000)).toMatch(/is Hopscope itself/);
    expect(ports.forbids('203.0.113.9', 4000)).toBeUndefined();
    expect(ports.forbids('127.0.0.1', 4001)).toBeUndefined();
  });
});

describe('isOwnAddress', () => {
  it('knows the addresses of this machine’s interfaces', () => {
    for (const { address } of Object.values(networkInterfaces()).flatMap((entries) => entries ?? [])) {
      expect(isOwnAddress(address)).toBe(true);
    }
  });

  it.each(['203.0.113.9', '2001:db8::1', '::ffff:cb00:7109', ''])(
    'takes %j for another machine',
    (address) => {
      expect(isOwnAddress(address)).toBe(false);
    },
  );
});
