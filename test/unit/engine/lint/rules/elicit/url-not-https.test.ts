import { expect, it } from 'vitest';
import { urlNotHttps } from '../../../../../../engine/lint/rules/elicit/url-not-https.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const asks = (url: string) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: {
    resultType: 'input_required',
    inputRequests: { q: { method: 'elicitation/create', params: { mode: 'url', message: 'Go', url } } },
  },
});

it.each([
  'https://example.org/',
  'http://localhost:3000/a',
  'http://127.0.0.1/',
  'http://[::1]:8080/',
  'http://[fd12:3456::1]/',
  'http://10.1.2.3/',
  'http://172.20.0.1/',
  'http://192.168.1.5/',
  'http://mcp:8080/',
  'http://box.local/',
  'myapp://open',
])('takes %s', (url) => {
  expect(findingsOf(urlNotHttps, asks(url))).toEqual([]);
});

it.each([
  'http://mcp.company.com/',
  'http://172.32.0.1/',
  'HTTP://8.8.8.8/',
  'http://localhost.company.com/',
])('warns of %s', (url) => {
  expect(findingsOf(urlNotHttps, asks(url))).toMatchObject([
    { severity: 'warning', pointer: 'event:0:/result/inputRequests/q/params/url' },
  ]);
});
