import { expect, it } from 'vitest';
import { urlFacts } from '../../../../../renderer/ui/answer-panel/url-facts.ts';

it('takes an address apart without changing a character of it', () => {
  for (const text of [
    'https://mcp.example.com/ui/set_api_key?x=1#y',
    'https://mcp.example.com',
    'http://127.0.0.1:8080?q',
    'https://user:pw@evil.example/',
  ]) {
    const { before, host, after, refusal } = urlFacts(text);
    expect(before + host + after).toBe(text);
    expect(refusal).toBeUndefined();
  }
  expect(urlFacts('https://mcp.example.com:8443/a')).toMatchObject({
    host: 'mcp.example.com:8443',
    warnings: [],
  });
});

it.each([
  ['https://bank.example@evil.example/', 'the page is at evil.example'],
  ['https://xn--pple-43d.com/', 'xn--pple-43d.com'],
  ['https://аpple.com/', 'xn--pple-43d.com'],
  ['https://0x7f.1/', 'reads the host as 127.0.0.1'],
])('warns of %s', (text, words) => {
  expect(urlFacts(text).warnings.join(' ')).toContain(words);
});

it('has no complaint about plain addresses on this machine', () => {
  expect(urlFacts('http://localhost:3000/x').warnings).toEqual([]);
  expect(urlFacts('http://[::1]:3000/x').warnings).toEqual([]);
});

it.each([
  'javascript:alert(1)',
  'file:///etc/passwd',
  'data:text/html,x',
  'mcp.example.com',
  '',
  'https:evil.example',
  'http://mcp.example.com/',
  'http://localhost.example.com/',
])('never opens %s', (text) => {
  expect(urlFacts(text).refusal).toBeDefined();
  expect(urlFacts(text).before).toBe(text);
});

it('says why an address without encryption stays closed, and what to do', () => {
  expect(urlFacts('http://mcp.example.com/').refusal).toMatch(/not be encrypted \(http\).*copy it/);
});
