import { expect, it } from 'vitest';
import { placeIn, readPlace, type Place } from '../../../../shared/model/place.ts';

it.each<[string, Place | undefined]>([
  ['status', { kind: 'status' }],
  ['header:Mcp-Name', { kind: 'header', name: 'Mcp-Name' }],
  ['answer-header:Content-Type', { kind: 'answer-header', name: 'Content-Type' }],
  ['request', { kind: 'request', pointer: '' }],
  ['request:/params/name', { kind: 'request', pointer: '/params/name' }],
  ['', { kind: 'request', pointer: '' }],
  ['/params/a:b', { kind: 'request', pointer: '/params/a:b' }],
  ['event:3', { kind: 'event', index: 3, pointer: '' }],
  ['event:12:/result/a:b', { kind: 'event', index: 12, pointer: '/result/a:b' }],
  ['event:x', undefined],
  ['event', undefined],
  ['event:-1', undefined],
  ['header', undefined],
  ['header:', undefined],
  ['elsewhere:1', undefined],
])('reads %j', (text, place) => {
  expect(readPlace(text)).toEqual(place);
});

it('writes what it reads', () => {
  expect(placeIn('event:3')).toBe('event:3');
  expect(placeIn('event:3', 'result', 'tools', 0)).toBe('event:3:/result/tools/0');
  expect(placeIn('request', 'a/b', '~c', '')).toBe('request:/a~1b/~0c/');
  expect(readPlace(placeIn('event:3', 'a:b'))).toEqual({ kind: 'event', index: 3, pointer: '/a:b' });
});
