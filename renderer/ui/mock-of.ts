import type { MockState } from '../../shared/model/mock.ts';

/** The mock of a capture that runs, or else the one that ran last; undefined where there was none. Pure. */
export function mockOf(mocks: ReadonlyMap<string, MockState>, captureId: string): MockState | undefined {
  const own = [...mocks.values()].filter((mock) => mock.captureId === captureId);
  return own.findLast(({ running }) => running) ?? own.at(-1);
}

/** With this word of a mock; one that has ended is kept until its capture is served again. Pure. */
export function withMock(
  mocks: ReadonlyMap<string, MockState>,
  state: MockState,
): ReadonlyMap<string, MockState> {
  const others = [...mocks].filter(
    ([id, mock]) => id === state.id || mock.running || mock.captureId !== state.captureId,
  );
  return new Map(others).set(state.id, state);
}
