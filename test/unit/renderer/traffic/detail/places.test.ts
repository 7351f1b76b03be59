import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../../../renderer/traffic/detail/places.ts';

describe('placeOf', () => {
  it.each([
    ['event:3', 'server', { tab: 'stream', event: 3 }, 'event 4'],
    ['header:Mcp-Name', 'client', { tab: 'headers', header: 'Mcp-Name' }, 'header Mcp-Name'],
    ['/params/name', 'client', { tab: 'request', pointer: '/params/name' }, '/params/name'],
    ['/result', 'server', { tab: 'response', pointer: '/result' }, '/result'],
    ['', 'none', { tab: 'response', pointer: '' }, 'the whole message'],
  ] as const)('%s of the %s', (pointer, side, place, words) => {
    expect(placeOf({ pointer, side })).toEqual({ place, words });
  });

  it('points nowhere where the finding is about the whole, or is written as nothing known', () => {
    expect(placeOf({ side: 'server' })).toBeUndefined();
    expect(placeOf({ side: 'server', pointer: 'event:x' })).toBeUndefined();
    expect(placeOf({ side: 'server', pointer: 'header:' })).toBeUndefined();
  });
});
