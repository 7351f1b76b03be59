import { expect, it } from 'vitest';
import { createFrameStore } from '../../../../renderer/app/frame-store.ts';

it('begins at Traffic, goes elsewhere, and remembers where each screen was asked to go', () => {
  const frame = createFrameStore();
  expect(frame.getState().screen).toBe('traffic');
  frame.setOverlay('palette');
  frame.go({ screen: 'fleet', add: true });
  expect(frame.getState()).toMatchObject({
    screen: 'fleet',
    overlay: 'none',
    visits: { fleet: { add: true } },
  });
  frame.go({ screen: 'traffic' });
  expect(frame.getState().visits.fleet).toMatchObject({ add: true });
  expect(frame.getState().visits.composer).toBeUndefined();
});

it('makes each visit a new object, so that the same destination twice counts twice', () => {
  const frame = createFrameStore();
  const destination = { screen: 'fleet', add: true } as const;
  frame.go(destination);
  const first = frame.getState().visits.fleet;
  frame.go(destination);
  expect(frame.getState().visits.fleet).not.toBe(first);
});
