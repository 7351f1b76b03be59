import { describe, expect, it } from 'vitest';
import {
  eventData,
  INDENT_LEVELS,
  isTooDeepForEditor,
  LAID_OUT_LIMIT,
  layOutJson,
  looksLikeJson,
} from '../../../../renderer/ui/body-text.ts';

describe('layOutJson', () => {
  it('lays out as JSON.stringify does', () => {
    const value = { a: [1, { b: 'x, "y": {z}' }, []], c: {}, d: null, e: '\\' };
    expect(layOutJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
    expect(layOutJson(JSON.stringify(value, null, 7))).toBe(JSON.stringify(value, null, 2));
  });

  it('changes no number, escape or duplicate key', () => {
    const text = '{"n":1.0e+2,"n":12345678901234567890,"s":"\\u00e9"}';
    expect(layOutJson(text)).toBe('{\n  "n": 1.0e+2,\n  "n": 12345678901234567890,\n  "s": "\\u00e9"\n}');
  });

  it.each(['{"a":"not closed', '{"a":1}}}', '[1,,2', '"', 'plain'])(
    'survives what is no JSON: %s',
    (text) => {
      expect(layOutJson(text).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
    },
  );
});

describe('layOutJson of a hostile answer', () => {
  it('indents no deeper than a reader sees, so that depth cannot take all memory', () => {
    const text = '['.repeat(2000) + ']'.repeat(2000);
    const laidOut = layOutJson(text);
    expect(laidOut.replaceAll(/\s/g, '')).toBe(text);
    const deepest = Math.max(...laidOut.split('\n').map((line) => line.search(/\S/)));
    expect(deepest).toBe(2 * INDENT_LEVELS);
  });

  it('leaves a text as it was sent where its layout would be many times its size', () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    const wide = '['.repeat(200) + '0,'.repeat(200_000) + '0' + ']'.repeat(200);
    // Not toBe: a failure would print the difference of two texts of many megabytes.
    expect(layOutJson(deep) === deep).toBe(true);
    expect(layOutJson(wide) === wide).toBe(true);
    expect(deep.length).toBeLessThan(LAID_OUT_LIMIT);
  });
});

describe('isTooDeepForEditor', () => {
  it('counts levels, not brackets or what stands in strings', () => {
    expect(isTooDeepForEditor('['.repeat(20_000) + ']'.repeat(20_000))).toBe(true);
    expect(isTooDeepForEditor(`[${'[],'.repeat(2000)}{}]`)).toBe(false);
    expect(isTooDeepForEditor(JSON.stringify({ text: '\\"' + '['.repeat(2000) }))).toBe(false);
  });
});

describe('looksLikeJson', () => {
  it.each([
    ['x', 'application/json; charset=utf-8', true],
    ['x', 'application/problem+json', true],
    ['{}', 'text/html', false],
    ['  [1]', undefined, true],
    ['{}', 'text/plain', true],
    ['<html>', undefined, false],
  ])('%s as %s: %s', (text, type, expected) => {
    expect(looksLikeJson(text, type)).toBe(expected);
  });
});

describe('event streams', () => {
  it('yield the data of an event, lines joined', () => {
    expect(eventData('event: message\r\nid: 7\r\ndata: {"a":\r\ndata:1}\r\n\r\n')).toBe('{"a":\n1}');
    expect(eventData(': keep-alive\n\n')).toBe('');
  });

  it('leave data alone that comes without its field names', () => {
    expect(eventData('{"jsonrpc":"2.0"}')).toBe('{"jsonrpc":"2.0"}');
  });
});
