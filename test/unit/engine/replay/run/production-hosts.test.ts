import { describe, expect, it } from 'vitest';
import { looksLikeProduction, productionHosts } from '../../../../../engine/replay/run/production-hosts.ts';

describe('looksLikeProduction', () => {
  it.each(
    (
      'localhost 127.0.0.1 127.8.9.1 [::1] ::1 10.1.2.3 192.168.1.9 172.16.0.1 172.31.9.9 169.254.1.1 100.64.0.1 [fd00::1] fe80::1 ' +
      'shop printer.local a.test mcp.internal api.localhost x.example mcp.staging.shop.com mcp-dev.shop.com qa1.shop.com ' +
      'shop-sandbox.io preview.shop.app'
    ).split(' '),
  )('%s does not', (host) => {
    expect(looksLikeProduction(host)).toBe(false);
  });

  it.each(
    'mcp.shop.com shop.io 8.8.8.8 172.32.0.1 192.169.0.1 100.128.0.1 [2001:db8::1] devices.shop.com latest.io contest.com'.split(
      ' ',
    ),
  )('%s does', (host) => {
    expect(looksLikeProduction(host)).toBe(true);
  });
});

it('names each host once, and no command', () => {
  const instance = (url: string) => ({ id: url, name: url, url, headers: [] });
  expect(
    productionHosts([
      instance('https://mcp.shop.com/a'),
      instance('https://mcp.shop.com/b'),
      instance('http://localhost:3000/mcp'),
      instance('no address'),
      { ...instance('https://shop.io'), stdio: { command: 'node', args: [], env: {} } },
    ]),
  ).toEqual(['mcp.shop.com']);
});
