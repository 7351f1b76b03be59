import { describe, expect, it } from 'vitest';
import {
  comparedValue,
  matchesPattern,
  matchHeaders,
} from '../../../../../engine/gateway/routing/match-headers.ts';

const headers = [
  ['mcp-method', 'tools/call'],
  ['Mcp-Name', '=?base64?R3LDvMOfZQ==?='],
  ['X-Twice', 'a'],
  ['X-Twice', 'b'],
  ['Mcp-Param-Odd', '=?base64?***?='],
] as const;

describe('matchHeaders', () => {
  it('compares names without case, values with it, and the sentinel decoded', () => {
    expect(matchHeaders([{ header: 'Mcp-Method', test: 'exact', value: 'tools/call' }], headers)).toEqual({
      holds: true,
      because: 'Mcp-Method "tools/call" equals "tools/call"',
    });
    expect(matchHeaders([{ header: 'Mcp-Method', test: 'exact', value: 'Tools/call' }], headers).holds).toBe(
      false,
    );
    expect(matchHeaders([{ header: 'Mcp-Name', test: 'exact', value: 'Grüße' }], headers).holds).toBe(true);
    expect(matchHeaders([{ header: 'Mcp-Name', test: 'prefix', value: 'Grü' }], headers).holds).toBe(true);
  });

  it('joins what is repeated and leaves alone what cannot be decoded', () => {
    expect(comparedValue(headers, 'x-twice')).toBe('a, b');
    expect(comparedValue(headers, 'mcp-param-odd')).toBe('=?base64?***?=');
    expect(comparedValue(headers, 'none')).toBeUndefined();
  });

  it('needs all conditions, and says which one did not hold', () => {
    const both = [
      { header: 'Mcp-Method', test: 'present' },
      { header: 'Mcp-Session-Id', test: 'exact', value: 'x' },
    ] as const;
    expect(matchHeaders(both, headers)).toEqual({ holds: false, because: 'Mcp-Session-Id is absent' });
    expect(matchHeaders([], headers)).toEqual({ holds: true, because: 'it takes every request' });
    const absent = [{ header: 'Mcp-Session-Id', test: 'absent' }] as const;
    expect(matchHeaders([...absent, both[0]], headers)).toEqual({
      holds: true,
      because: 'Mcp-Session-Id is absent, Mcp-Method is there',
    });
    expect(matchHeaders([{ header: 'Mcp-Method', test: 'absent' }], headers).holds).toBe(false);
  });
});

describe('matchesPattern', () => {
  it.each([
    ['basket_get', 'basket_*', true],
    ['basket_', 'basket_*', true],
    ['a_basket_get', 'basket_*', false],
    ['a.b', 'a?b', true],
    ['ab', 'a?b', false],
    ['', '*', true],
    ['', '', true],
    ['x', '', false],
    ['abcabd', '*abd', true],
    ['[x]', '[*]', true],
    ['mississippi', '*iss*ip*', true],
    ['mississippi', '*iss*ix*', false],
  ])('%j by %j: %s', (text, pattern, expected) => {
    expect(matchesPattern(text, pattern)).toBe(expected);
  });

  it('comes to an end with what makes regular expressions run away', () => {
    expect(matchesPattern('a'.repeat(5_000), `${'*a'.repeat(200)}b`)).toBe(false);
  });
});
