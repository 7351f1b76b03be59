import { expect, test } from 'vitest';
import { bareHost, chooseProxy, portOf } from '../../../../engine/transport/choose-proxy.ts';

const PROXY = 'http://proxy.example:3128';

test('each scheme has its variable; lower case wins; an empty one counts as absent', () => {
  const http = new URL('http://a.example/');
  const https = new URL('https://a.example/');
  expect(chooseProxy(http, { HTTPS_PROXY: PROXY })).toBeUndefined();
  expect(chooseProxy(https, { HTTP_PROXY: PROXY })).toBeUndefined();
  expect(chooseProxy(http, { HTTP_PROXY: PROXY })).toEqual({
    secure: false,
    host: 'proxy.example',
    port: 3128,
    variable: 'HTTP_PROXY',
  });
  expect(chooseProxy(https, { HTTPS_PROXY: PROXY, https_proxy: 'https://low.example' })).toEqual({
    secure: true,
    host: 'low.example',
    port: 443,
    variable: 'https_proxy',
  });
  expect(chooseProxy(http, { http_proxy: '', HTTP_PROXY: PROXY })?.host).toBe('proxy.example');
  expect(chooseProxy(http, { http_proxy: '' })).toBeUndefined();
});

test('an address without a scheme, an IPv6 address, credentials', () => {
  const url = new URL('http://a.example/');
  expect(chooseProxy(url, { http_proxy: 'proxy:8080' })).toMatchObject({ host: 'proxy', port: 8080 });
  expect(chooseProxy(url, { http_proxy: 'http://[::1]' })).toMatchObject({ host: '::1', port: 80 });
  const encoded = Buffer.from('me:p@ss%').toString('base64');
  expect(chooseProxy(url, { http_proxy: 'http://me:p%40ss%25@proxy' })?.authorization).toBe(
    `Basic ${encoded}`,
  );
  expect(chooseProxy(url, { http_proxy: 'http://me:50%@proxy' })?.authorization).toBe(
    `Basic ${Buffer.from('me:50%').toString('base64')}`,
  );
});

test.each(['socks5://p:1', 'http://', 'http://p:99999'])('%s is no usable proxy', (value) => {
  expect(() => chooseProxy(new URL('http://a.example/'), { HTTP_PROXY: value })).toThrow(
    /HTTP_PROXY names no usable proxy/,
  );
});

test.each([
  ['http://a.example/', '*', true],
  ['http://a.example/', 'a.example', true],
  ['http://A.example/', 'b.example, a.EXAMPLE', true],
  ['http://x.a.example/', 'a.example', true],
  ['http://x.a.example/', '.a.example', true],
  ['http://x.a.example/', '*.a.example', true],
  ['http://ba.example/', 'a.example', false],
  ['http://a.example/', 'x.a.example', false],
  ['http://a.example:8080/', 'a.example:8080', true],
  ['http://a.example/', 'a.example:8080', false],
  ['http://a.example/', 'a.example:80', true],
  ['http://127.0.0.1:9/', 'localhost 127.0.0.1', true],
  ['http://10.1.2.3/', '10.0.0.0/8', true],
  ['http://11.1.2.3/', '10.0.0.0/8', false],
  ['http://10.1.2.3/', '10.0.0.0/99', false],
  ['http://1.2.3.4/', '3.4', false],
  ['http://[::1]/', '::1', true],
  ['http://[::1]:8080/', '[::1]:8080', true],
  ['http://[fe80::1]/', 'fe80::/10', true],
  ['http://a.example/', '', false],
])('%s with NO_PROXY=%s goes directly: %s', (url, exceptions, directly) => {
  const chosen = chooseProxy(new URL(url), { HTTP_PROXY: PROXY, NO_PROXY: exceptions });
  expect(chosen === undefined).toBe(directly);
});

test('host and port of a URL', () => {
  expect(bareHost(new URL('http://[::1]:8080/'))).toBe('::1');
  expect(portOf(new URL('http://a/'))).toBe(80);
  expect(portOf(new URL('https://a/'))).toBe(443);
  expect(portOf(new URL('https://a:8443/'))).toBe(8443);
});
