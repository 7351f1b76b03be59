import { expect, test } from 'vitest';
import {
  holdBackEnvironment,
  holdBackHeaders,
  holdBackUrl,
  isLiteralSecret,
  secretArguments,
} from '../../../../engine/workspace/secret-values.ts';

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

test('takes what looks like a secret out of a command’s environment', () => {
  const env = { LOG: 'debug', GITHUB_TOKEN: 'abc', FROM: '${GITHUB_TOKEN}', DB: 'postgres://ann:pw@h/db' };
  const kept = holdBackEnvironment('gh', env, new Set(['HOPSCOPE_GH_ENV_DB']));
  expect(kept.env).toEqual({
    LOG: 'debug',
    GITHUB_TOKEN: '${HOPSCOPE_GH_ENV_GITHUB_TOKEN}',
    FROM: '${GITHUB_TOKEN}',
    DB: '${HOPSCOPE_GH_ENV_DB_2}',
  });
  expect(kept.held.map(({ value }) => value)).toEqual(['abc', 'postgres://ann:pw@h/db']);
});

test.each([
  [['-y', 'server', '--api-key', 'abc'], [4]],
  [
    ['--api-key=abc', 'sk-abcdefghijklmnop'],
    [1, 2],
  ],
  [['--token', '--verbose', '--region', 'eu', '--header', 'plain'], []],
  [['--port', '80', 'postgres://ann:pw@h/db'], [3]],
])('of %j, the arguments %j look like a secret', (args, places) => {
  expect(secretArguments(args)).toEqual(places);
});
