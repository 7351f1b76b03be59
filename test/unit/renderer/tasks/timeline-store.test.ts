import { describe, expect, it } from 'vitest';
import { createTimelineStore, spanInView } from '../../../../renderer/tasks/timeline-store.ts';

const whole = { from: 0, to: 10_000 };
const grown = { from: 0, to: 20_000 };

describe('the part of the time in view', () => {
  it('is all of it at first, and grows with it', () => {
    const store = createTimelineStore();
    expect(spanInView(store.getState(), whole)).toEqual(whole);
    expect(spanInView(store.getState(), grown)).toEqual(grown);
  });

  it('stays where it was put, until it is to follow', () => {
    const store = createTimelineStore();
    store.show({ from: 2000, to: 4000 });
    expect(spanInView(store.getState(), grown)).toEqual({ from: 2000, to: 4000 });
    store.setFollow(true);
    expect(spanInView(store.getState(), grown)).toEqual({ from: 18_000, to: 20_000 });
    store.pan(-5000, grown);
    expect(store.getState().follow).toBe(false);
    expect(spanInView(store.getState(), grown)).toEqual({ from: 13_000, to: 15_000 });
  });

  it('is all of it again once it was zoomed out as far', () => {
    const store = createTimelineStore();
    store.zoom(0.5, whole, 5000);
    expect(store.getState()).toMatchObject({ span: { from: 2500, to: 7500 }, follow: false });
    store.zoom(4, whole, 5000);
    expect(store.getState()).toMatchObject({ span: undefined, follow: true });
  });

  it('leaves the choice behind with another grouping', () => {
    const store = createTimelineStore();
    store.choose('t1');
    store.setGrouping('instance');
    expect(store.getState()).toMatchObject({ grouping: 'instance', chosen: undefined });
  });
});
