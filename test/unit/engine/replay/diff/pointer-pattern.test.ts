import { describe, expect, it } from 'vitest';
import {
  appliesTo,
  matchesPointer,
  patternOf,
  readPlace,
  writePlace,
} from '../../../../../engine/replay/diff/pointer-pattern.ts';

describe('patterns of places', () => {
  it('puts a star for each index', () => {
    expect(patternOf('/result/items/12/at')).toBe('/result/items/*/at');
    expect(patternOf('/result/items/0/1')).toBe('/result/items/*/*');
    expect(patternOf('/result/v2/10th')).toBe('/result/v2/10th');
  });

  it.each([
    ['/a/*/c', ['a', '5', 'c'], true],
    ['/a/*/c', ['a', '5'], false],
    ['/a/*', ['a', '5', 'c'], false],
    ['/a/**', ['a', '5', 'c'], true],
    ['/a/**', ['a'], true],
    ['/a/**', ['b', 'c'], false],
    ['/a~1b', ['a/b'], true],
  ])('%s against %j', (pattern, segments, matches) => {
    expect(matchesPointer(pattern, segments)).toBe(matches);
  });

  it.each([
    ['tools/call whoami /result/at', { method: 'tools/call', name: 'whoami', pointer: '/result/at' }],
    ['tools/list /result/tools', { method: 'tools/list', pointer: '/result/tools' }],
    ['prompts/get "two words" /result', { method: 'prompts/get', name: 'two words', pointer: '/result' }],
    [
      'resources/read "/etc/x" "/result/a b"',
      { method: 'resources/read', name: '/etc/x', pointer: '/result/a b' },
    ],
  ])('reads %s and writes it the same', (text, place) => {
    expect(readPlace(text)).toEqual(place);
    expect(writePlace(place)).toBe(text);
  });

  it.each(['', 'tools/call', 'tools/call whoami', '/result', 'a b c /result'])(
    'reads nothing out of "%s"',
    (text) => {
      expect(readPlace(text)).toBeUndefined();
    },
  );

  it('is of one name, or of any', () => {
    expect(appliesTo({ method: 'm', pointer: '/a' }, { method: 'm', name: 'x' })).toBe(true);
    expect(appliesTo({ method: 'm', name: 'y', pointer: '/a' }, { method: 'm', name: 'x' })).toBe(false);
    expect(appliesTo({ method: 'n', pointer: '/a' }, { method: 'm', name: 'x' })).toBe(false);
  });
});
