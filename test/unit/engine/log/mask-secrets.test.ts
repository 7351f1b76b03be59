import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../../../engine/log/mask-secrets.ts';

describe('maskSecrets', () => {
  it.each([
    ['Authorization: Bearer abc.def-ghi', 'Authorization: •••'],
    ['x-api-key: 12, other', 'x-api-key: •••, other'],
    ['{"Cookie":"sid=1; b=2","n":1}', '{"Cookie":"•••","n":1}'],
    ["{ 'password': 'a b' }", "{ 'password': '•••' }"],
    ['https://x.test/mcp?token=abc&page=2', 'https://x.test/mcp?token=•••&page=2'],
    ['here: there: X-Api-Key: abc', 'here: there: X-Api-Key: •••'],
    ['--api-key=abc', '--api-key=•••'],
    ['https://ann:pw@x.test/', 'https://•••@x.test/'],
    ['said eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln and ended', 'said ••• and ended'],
    ['sent bearer abcdefgh12 there', 'sent ••• there'],
    ['ghp_abcdefghijklmnop1234', '•••'],
    ['AKIAABCDEFGHIJKLMNOP', '•••'],
    ['"Authorization": "Basic a\\"b"', '"Authorization": "•••"'],
  ])('%s', (text, masked) => {
    expect(maskSecrets(text, [])).toBe(masked);
  });

  it('takes out what is known to be secret, wherever and however it stands, the longest first', () => {
    expect(maskSecrets('a hunter2!x, hunter2 and hunter2!', ['hunter2', 'hunter2!x'])).toBe(
      'a •••, ••• and •••!',
    );
  });

  it('leaves words alone, and does not search for the shortest of values', () => {
    const text = 'TypeError: Cannot read properties of undefined (reading "abc") at run (/a/b.ts:12:3)';
    expect(maskSecrets(text, ['abc', ''])).toBe(text);
  });

  it('takes no long time for what never ends', () => {
    expect(maskSecrets(`${'a:'.repeat(50_000)}"`, [])).toHaveLength(100_001);
  });
});
