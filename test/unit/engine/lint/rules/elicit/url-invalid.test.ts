import { expect, it } from 'vitest';
import { urlInvalid } from '../../../../../../engine/lint/rules/elicit/url-invalid.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const asks = (url: string) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: {
    resultType: 'input_required',
    inputRequests: { q: { method: 'elicitation/create', params: { mode: 'url', message: 'Go', url } } },
  },
});

it.each(['https://mcp.example.com/ui/set_api_key', 'http://localhost:3000/', 'myapp://open/this'])(
  'takes %s',
  (url) => {
    expect(findingsOf(urlInvalid, asks(url))).toEqual([]);
  },
);

it.each(['', '/connect', 'example.com/connect', 'https://', 'http://a b/'])('finds %j', (url) => {
  expect(findingsOf(urlInvalid, asks(url))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/inputRequests/q/params/url' },
  ]);
});
