import { describe, expect, it } from 'vitest';
import { mockOf, withMock } from '../../../../renderer/ui/mock-of.ts';
import type { MockState } from '../../../../shared/model/mock.ts';
import { mockState } from '../../../support/mock/mock-state.ts';

const NONE: ReadonlyMap<string, MockState> = new Map();

describe('the mock of a capture', () => {
  it('is the one that runs, else the last one', () => {
    const one = mockState({ id: 'mock-1', running: false });
    const other = mockState({ id: 'mock-2', captureId: 'c2' });
    const mocks = withMock(withMock(NONE, one), other);
    expect(mockOf(mocks, 'c1')).toBe(one);
    expect(mockOf(mocks, 'c2')).toBe(other);
    expect(mockOf(mocks, 'c3')).toBeUndefined();
  });

  it('takes the place of those of its capture that have ended', () => {
    const ended = mockState({ id: 'mock-1', running: false });
    const again = mockState({ id: 'mock-2' });
    const second = mockState({ id: 'mock-3' });
    const mocks = withMock(withMock(withMock(NONE, ended), again), second);
    expect([...mocks.keys()]).toEqual(['mock-2', 'mock-3']);
    const stopped = withMock(mocks, { ...second, running: false });
    expect(mockOf(stopped, 'c1')).toBe(again);
  });
});
