import { expect, it } from 'vitest';
import { EndControl } from '../../../../engine/transport/end-signal.ts';

it('tells each who listens once, and keeps the first reason', () => {
  const control = new EndControl();
  const told: string[] = [];
  const [one, other] = [() => told.push('one'), () => told.push('other')];
  control.addEventListener('abort', one);
  control.addEventListener('abort', other);
  control.abort('first');
  control.abort('second');
  expect(told).toEqual(['one', 'other']);
  expect([control.aborted, control.reason]).toEqual([true, 'first']);
});

it('tells nobody who listens no more, or only afterwards', () => {
  const control = new EndControl();
  const told: string[] = [];
  const [one, other] = [() => told.push('one'), () => told.push('other')];
  control.addEventListener('abort', one);
  control.addEventListener('abort', other);
  control.removeEventListener('abort', one);
  control.abort();
  control.addEventListener('abort', one);
  expect(told).toEqual(['other']);
});
