import { expect, it } from 'vitest';
import { nearestPlace } from '../../../../../renderer/replay/verdict/nearest-place.ts';

it.each([
  [['/status', '/error'], '/error', '/error'],
  [['/result', '/result/content/0'], '/result/content/0/text/id', '/result/content/0'],
  [['/error/code', '/error/message'], '/error', '/error/code'],
  [['/status'], '/statusText', undefined],
  [['/status'], '/headers/content-type', undefined],
  [[''], '/result/a', ''],
  [[], '/error', undefined],
])('of %o for %s it is %s', (pointers, wanted, expected) => {
  expect(nearestPlace(pointers, wanted)).toBe(expected);
});
