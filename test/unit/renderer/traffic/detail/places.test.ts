import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../../../renderer/traffic/detail/places.ts';

const LONE = { eventCount: 1, resultType: 'complete' };
const STREAM = { eventCount: 4, resultType: 'complete' };

describe('placeOf', () => {
  it.each([
    ['event:3', STREAM, { tab: 'stream', event: 3 }, 'event 4'],
    [
      'event:0:/result/tools/0',
      STREAM,
      { tab: 'stream', event: 0, pointer: '/result/tools/0' },
      'event 1 /result/tools/0',
    ],
    ['event:0:/result/tools/0', LONE, { tab: 'response', pointer: '/result/tools/0' }, '/result/tools/0'],
    ['event:0', { eventCount: 1, errorCode: -32_601 }, { tab: 'response', pointer: '' }, 'the answer'],
    // One event that is no answer: Response would say that none came.
    [
      'event:0:/params',
      { eventCount: 1 },
      { tab: 'stream', event: 0, pointer: '/params' },
      'event 1 /params',
    ],
    [
      'header:Mcp-Name',
      LONE,
      { tab: 'headers', header: { of: 'request', name: 'Mcp-Name' } },
      'header Mcp-Name',
    ],
    [
      'answer-header:Content-Type',
      LONE,
      { tab: 'headers', header: { of: 'answer', name: 'Content-Type' } },
      'header Content-Type of the answer',
    ],
    ['status', LONE, { tab: 'overview' }, 'HTTP status'],
    ['request:/params/name', LONE, { tab: 'request', pointer: '/params/name' }, '/params/name'],
    ['request', LONE, { tab: 'request', pointer: '' }, 'the request'],
    ['/params/name', LONE, { tab: 'request', pointer: '/params/name' }, '/params/name'],
  ] as const)('%s', (pointer, row, place, words) => {
    expect(placeOf({ pointer, side: 'client' }, row)).toEqual({ place, words });
  });

  it('takes a bare pointer of the server as one into its answer', () => {
    expect(placeOf({ pointer: '/result', side: 'server' }, LONE)?.place).toEqual({
      tab: 'response',
      pointer: '/result',
    });
    expect(placeOf({ pointer: 'request:/id', side: 'server' }, LONE)?.place.tab).toBe('request');
  });

  it('points nowhere where the finding is about the whole, or is written as nothing known', () => {
    expect(placeOf({ side: 'server' }, LONE)).toBeUndefined();
    expect(placeOf({ side: 'server', pointer: 'event:x' }, LONE)).toBeUndefined();
    expect(placeOf({ side: 'server', pointer: 'header:' }, LONE)).toBeUndefined();
  });
});
