import { expect, test } from 'vitest';
import { holdBackHeaders, holdBackUrl, isLiteralSecret } from '../../../../engine/workspace/secret-values.ts';

test.each([
  ['Authorization', 'Bearer abc'],
  ['authorization', 'anything'],
  ['Proxy-Authorization', 'Basic YTpi'],
  ['Cookie', 'sid=1'],
  ['X-Api-Key', 'k'],
  ['X-Goog-Api-Key', 'k'],
  ['apikey', 'k'],
  ['X-Auth-Token', 't'],
  ['X-Access-Key', 'k'],
  ['X-Client-Secret', 's'],
  ['X-Tenant', 'ghp_0123456789abcdefghij'],
  ['X-Tenant', 'eyJhbGciOiJIUzI1NiJ9.e30.x'],
  ['X-Upstream', 'Bearer abc'],
  ['Authorization', 'Bearer ${TOKEN}tail'],
])('%s: %s is a secret', (name, value) => {
  expect(isLiteralSecret(name, value)).toBe(true);
});

test.each([
  ['Authorization', 'Bearer ${TOKEN}'],
  ['Authorization', '${WHOLE}'],
  ['Cookie', 'sid=${SID}; csrf=${CSRF}'],
  ['X-Tenant', 'acme'],
  ['Accept-Language', 'de'],
  ['X-Api-Key', ''],
])('%s: %s is none', (name, value) => {
  expect(isLiteralSecret(name, value)).toBe(false);
});

test('two headers of one name get two variables, and one that is in use is not given again', () => {
  const kept = holdBackHeaders(
    'a-b',
    [
      ['X-Api-Key', '${HOPSCOPE_A_B_X_API_KEY}'],
      ['X-Api-Key', 'one'],
      ['X-Api-Key', 'two'],
    ],
    new Set(['HOPSCOPE_A_B_X_API_KEY_3']),
  );
  expect(kept.headers.map(([, value]) => value)).toEqual([
    '${HOPSCOPE_A_B_X_API_KEY}',
    '${HOPSCOPE_A_B_X_API_KEY_2}',
    '${HOPSCOPE_A_B_X_API_KEY_4}',
  ]);
  expect(kept.held.map((held) => held.value)).toEqual(['one', 'two']);
});

test('takes only telling parameters out of an address', () => {
  const kept = holdBackUrl('eu', 'https://h.test/mcp?region=eu&api_key=s3cr3t&x=', new Set());
  expect(kept.url).toBe('https://h.test/mcp?region=eu&api_key=${HOPSCOPE_EU_URL_API_KEY}&x=');
  expect(kept.held).toMatchObject([{ variable: 'HOPSCOPE_EU_URL_API_KEY', value: 's3cr3t' }]);
  expect(holdBackUrl('eu', 'https://h.test/mcp', new Set())).toEqual({ url: 'https://h.test/mcp', held: [] });
});
