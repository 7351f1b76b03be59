import { expect, it } from 'vitest';
import { shapeOf, type ShapeKind } from '../../../../../engine/lint/schemas/shapes.ts';
import { MODERN_METHODS } from '../../../../../shared/spec/modern.ts';

it.each([...MODERN_METHODS, 'tasks/get', 'tasks/update', 'tasks/cancel'])(
  'knows %s and its result',
  (method) => {
    expect(shapeOf('request', method)?.safeParse({ _meta: 7 }).success).toBe(false);
    expect(shapeOf('complete', method)?.safeParse({ _meta: 7 }).success).toBe(false);
  },
);

it.each([
  ['notifications/cancelled', { requestId: 1 }, {}],
  ['notifications/progress', { progressToken: 1, progress: 0.5 }, { progressToken: 1 }],
  ['notifications/message', { level: 'info', data: null }, { level: 'info' }],
  ['notifications/tools/list_changed', {}, { _meta: 7 }],
  ['notifications/prompts/list_changed', {}, { _meta: 7 }],
  ['notifications/resources/list_changed', {}, { _meta: 7 }],
  ['notifications/resources/updated', { uri: 'a:b' }, {}],
  ['notifications/subscriptions/acknowledged', { notifications: {} }, {}],
  [
    'notifications/tasks',
    { taskId: 'a', status: 'working', createdAt: '', lastUpdatedAt: '', ttlMs: null },
    { taskId: 'a', status: 'done', createdAt: '', lastUpdatedAt: '', ttlMs: null },
  ],
])('knows %s', (method, right, wrong) => {
  expect(shapeOf('notification', method)?.safeParse(right).success).toBe(true);
  expect(shapeOf('notification', method)?.safeParse(wrong).success).toBe(false);
});

it.each<[ShapeKind, string]>([
  ['request', 'initialize'],
  ['request', 'toString'],
  ['notification', 'notifications/initialized'],
  ['complete', 'example/run'],
  ['error', '-32603'],
])('knows no %s of %s', (kind, method) => {
  expect(shapeOf(kind, method)).toBeUndefined();
});
