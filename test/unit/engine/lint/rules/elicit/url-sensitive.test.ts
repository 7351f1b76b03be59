import { expect, it } from 'vitest';
import { urlSensitive } from '../../../../../../engine/lint/rules/elicit/url-sensitive.ts';
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
  'https://mcp.example.com/connect?elicitation=0b3f&state=x&code=y',
  'https://mcp.example.com/confirm?token=8c7f6b',
  'https://as.example.com/authorize?client_id=a&scope=b&code_challenge=c&response_type=token',
  'https://mcp.example.com/ui/set_api_key',
  'https://mcp.example.com/reset?password=',
  'https://mcp.example.com/help?contact=help@example.com',
  'https://git@example.com/',
  'https://mcp.example.com/a?tokenCount=5&api_key_id=7#access_token',
  'not a url',
])('takes %s', (url) => {
  expect(findingsOf(urlSensitive, asks(url))).toEqual([]);
});

it.each([
  'https://joe:secret@example.com/',
  'https://example.com/?password=hunter2',
  'https://example.com/?a=b&access_token=abc',
  'https://example.com/?apiKey=abc',
  'https://example.com/#access_token=abc',
  'https://example.com/#/route?access_token=abc',
  'https://example.com/?email=joe%40example.com',
  'https://example.com/?login_hint=joe@example.com',
])('finds what %s carries, and does not repeat it', (url) => {
  const [finding, ...more] = findingsOf(urlSensitive, asks(url));
  expect(more).toEqual([]);
  expect(finding).toMatchObject({
    severity: 'error',
    side: 'server',
    pointer: 'event:0:/result/inputRequests/q/params/url',
  });
  expect(JSON.stringify(finding)).not.toMatch(/hunter2|joe|abc/);
});
