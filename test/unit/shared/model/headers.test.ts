import { describe, expect, it } from 'vitest';
import { headerValue, headerValues, type HeaderList } from '../../../../shared/model/headers.ts';

const HEADERS: HeaderList = [
  ['X-Twice', 'a'],
  ['content-TYPE', 'application/json'],
  ['x-twice', 'B'],
];

describe('headerValue and headerValues', () => {
  it('compare names without case and keep wire order', () => {
    expect(headerValue(HEADERS, 'Content-Type')).toBe('application/json');
    expect(headerValue(HEADERS, 'X-TWICE')).toBe('a');
    expect(headerValues(HEADERS, 'X-TWICE')).toEqual(['a', 'B']);
  });

  it('tell absence from emptiness', () => {
    expect(headerValue([['A', '']], 'a')).toBe('');
    expect(headerValue([['A', '']], 'b')).toBeUndefined();
    expect(headerValues([], 'a')).toEqual([]);
  });
});
