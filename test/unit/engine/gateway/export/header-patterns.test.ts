import { describe, expect, it } from 'vitest';
import {
  decodedPattern,
  escapeRegex,
  headerPattern,
  isEncodedHeader,
} from '../../../../../engine/gateway/export/header-patterns.ts';
import { matchHeaders } from '../../../../../engine/gateway/routing/match-headers.ts';
import { encodeHeaderValue } from '../../../../../engine/protocol/modern/header-value.ts';
import type { HeaderCondition } from '../../../../../shared/model/gateway.ts';

const VALUES = [
  ...[
    '',
    'a',
    'ab',
    'abc',
    'abcd',
    'tools/call',
    'Tools/call',
    'a.c',
    'a*c',
    'séance',
    'sé',
    's',
    '日本',
    '日本語',
  ],
  ...[
    'a"b',
    "a'b",
    'a\\b',
    '$1',
    ' a',
    'x\ny',
    'a?=',
    '=?base64?YQ==?=',
    '{1}',
    '^a|b$',
    'ÿ',
    '~~~',
    '>>>',
    '???',
  ],
];

const condition = (test: HeaderCondition['test'], value: string): HeaderCondition => ({
  header: 'Mcp-Name',
  test,
  value,
});

describe('headerPattern', () => {
  it.each(['exact', 'prefix'] as const)('finds in either form what the gateway finds: %s', (test) => {
    for (const value of VALUES) {
      const { regex, shortfall } = headerPattern(condition(test, value));
      expect(shortfall).toBeUndefined();
      for (const sent of VALUES) {
        const wanted = sent === value || (test === 'prefix' && sent.startsWith(value));
        const base64 = `=?base64?${Buffer.from(sent).toString('base64')}?=`;
        for (const form of new Set([encodeHeaderValue(sent), base64])) {
          const { holds } = matchHeaders([condition(test, value)], [['Mcp-Name', form]]);
          expect([sent, form, holds]).toEqual([sent, form, wanted]);
          expect([value, form, new RegExp(regex).test(form)]).toEqual([value, form, wanted]);
        }
      }
    }
  });

  it('finds a pattern whose wildcard is at its end in either form', () => {
    expect(headerPattern(condition('pattern', 'sé*'))).toEqual(headerPattern(condition('prefix', 'sé')));
    expect(headerPattern(condition('pattern', 'séance')).regex).toBe(
      headerPattern(condition('exact', 'séance')).regex,
    );
  });

  it('says that it finds any other pattern in the plain form only', () => {
    const { regex, shortfall } = headerPattern(condition('pattern', 'a*.?'));
    expect(['abc.d', 'a.d', 'a.', 'a.dd', 'xa.d'].map((text) => new RegExp(regex).test(text))).toEqual([
      ...[true, true, false, false, false],
    ]);
    expect(shortfall).toContain('Base64');
  });

  it('takes what no client encodes as it is', () => {
    expect(headerPattern({ header: 'X-Tenant', test: 'pattern', value: 'a*b' })).toEqual({
      regex: '^a(?s:.*)b$',
    });
  });
});

describe('decodedPattern', () => {
  it('compares bytes of the form that it is asked for', () => {
    expect(decodedPattern(condition('exact', 'é'), 'utf8')).toBe('^\\xc3\\xa9$');
    expect(decodedPattern(condition('exact', 'é'), 'latin1')).toBe('^\\xe9$');
  });
});

describe('escapeRegex', () => {
  it('leaves no quote, backslash, dollar or line end that could end a string', () => {
    const everything = String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code));
    const escaped = escapeRegex(everything, 'latin1');
    expect(escaped).not.toMatch(/["'$\n\r]|\\\\/);
    expect(new RegExp(`^${escaped}$`).test(everything)).toBe(true);
  });
});

describe('isEncodedHeader', () => {
  it.each([
    ['Mcp-Name', true],
    ['MCP-PARAM-Region', true],
    ['Mcp-Method', false],
    ['X-Mcp-Name', false],
  ])('%s: %s', (header, expected) => {
    expect(isEncodedHeader(header)).toBe(expected);
  });
});
