import { describe, expect, it } from 'vitest';
import { countKinds, kindOf, shownEvents } from '../../../../../renderer/traffic/detail/event-kinds.ts';
import type { StreamEvent } from '../../../../../shared/model/exchange.ts';

function event(index: number, kind: StreamEvent['kind'], more: Partial<StreamEvent> = {}): StreamEvent {
  return { index, atMs: index, kind, offset: 0, length: 1, preview: '', ...more };
}

const EVENTS = [
  event(0, 'stderr'),
  event(1, 'line', { method: 'notifications/progress', message: 'notification' }),
  event(2, 'stray', { message: 'invalid' }),
  event(3, 'comment'),
  event(4, 'stderr'),
];

describe('countKinds', () => {
  it('counts what there is so far', () => {
    expect(countKinds(EVENTS, 5)).toEqual({ all: 5, messages: 1, stderr: 2, stray: 1 });
    expect(countKinds(EVENTS, 2)).toEqual({ all: 2, messages: 1, stderr: 1, stray: 0 });
  });
});

describe('shownEvents', () => {
  it('gives the places of those that pass', () => {
    expect(shownEvents(EVENTS, 5, 'all')).toBeUndefined();
    expect(shownEvents(EVENTS, 5, 'stderr')).toEqual([0, 4]);
    expect(shownEvents(EVENTS, 4, 'stderr')).toEqual([0]);
    expect(shownEvents(EVENTS, 5, 'messages')).toEqual([1]);
    expect(shownEvents(EVENTS, 5, 'stray')).toEqual([2]);
  });
});

describe('kindOf', () => {
  it('names an event by the most telling word', () => {
    expect(EVENTS.map(kindOf)).toEqual(['stderr', 'notifications/progress', 'stray', 'comment', 'stderr']);
    expect(kindOf(event(5, 'json', { message: 'result' }))).toBe('result');
    expect(kindOf(event(6, 'message', { eventName: 'endpoint' }))).toBe('endpoint');
  });
});
