import { describe, expect, it } from 'vitest';
import { MockSessions } from '../../../../engine/mock/sessions.ts';
import { MockWorld } from '../../../../engine/mock/world.ts';
import { flowsOf } from '../../../support/mock/recorded.ts';

const create = (): MockSessions => new MockSessions(() => new MockWorld(flowsOf([], [])));

describe('sessions of a mock', () => {
  it('have a world of their own each, and end once', () => {
    const sessions = create();
    const [one, other] = [sessions.begin(), sessions.begin()];
    expect(one.id).not.toBe(other.id);
    expect(one.world).not.toBe(other.world);
    expect(sessions.find(one.id)).toBe(one);
    expect(sessions.end(one.id)).toBe(true);
    expect(one.ended.signal.aborted).toBe(true);
    expect(sessions.find(one.id)).toBeUndefined();
    expect(sessions.end(one.id)).toBe(false);
    expect(other.ended.signal.aborted).toBe(false);
  });

  it('are so many at once: the one that was used longest ago ends', () => {
    const sessions = create();
    const [first, second] = [sessions.begin(), sessions.begin()];
    for (let count = 2; count < 200; count += 1) sessions.begin();
    sessions.find(first.id);
    sessions.begin();
    expect(second.ended.signal.aborted).toBe(true);
    expect(sessions.find(first.id)).toBe(first);
  });
});
