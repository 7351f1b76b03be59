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

describe('a lane that is looked for', () => {
  const creator = { number: 7, at: 1, instanceId: 'a' };
  const lives = [{ key: 'other' }, { key: 't1', creator }];

  it('is chosen as soon as it is there, in its own capture only, and not again', () => {
    const store = createTimelineStore();
    store.setView('durability');
    const destination = { select: { captureId: 'c', number: 7 } };
    store.visit(destination);
    expect(store.getState()).toMatchObject({ view: 'timeline', chosen: undefined });
    store.found('c', [{ key: 'other' }]);
    store.found('another', lives);
    expect(store.getState().chosen).toBeUndefined();
    store.found('c', lives);
    expect(store.getState().chosen).toBe('t1');
    store.choose(undefined);
    store.visit(destination);
    store.found('c', lives);
    expect(store.getState().chosen).toBeUndefined();
  });

  it('is looked for no more once somebody has chosen another one', () => {
    const store = createTimelineStore();
    store.visit({ select: { captureId: 'c', number: 7 } });
    store.choose('other');
    store.found('c', lives);
    expect(store.getState().chosen).toBe('other');
  });

  it('stays in the table where that is shown', () => {
    const store = createTimelineStore();
    store.setView('table');
    store.visit({ select: { captureId: 'c', number: 7 } });
    expect(store.getState().view).toBe('table');
    store.visit({ durability: true });
    expect(store.getState().view).toBe('durability');
  });
});

describe('another capture', () => {
  it('leaves choice and zoom behind; the same one again keeps them', () => {
    const store = createTimelineStore();
    store.turnTo('c');
    store.choose('t1');
    store.show({ from: 1, to: 2 });
    store.turnTo('c');
    expect(store.getState()).toMatchObject({ chosen: 't1', span: { from: 1, to: 2 } });
    store.turnTo('d');
    expect(store.getState()).toMatchObject({ chosen: undefined, span: undefined, follow: true });
  });
});
