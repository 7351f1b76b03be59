import { expect, it } from 'vitest';
import { effortOf, sizeOf } from '../../../../../engine/lint/schema/effort.ts';
import type { JsonObject, JsonValue } from '../../../../../shared/model/json.ts';

it('counts references as often as they are followed', () => {
  const $defs: Record<string, JsonObject> = { d0: { type: 'string' } };
  for (let at = 1; at <= 30; at += 1) {
    const ref = { $ref: `#/$defs/d${String(at - 1)}` };
    $defs[`d${String(at)}`] = { allOf: [ref, { ...ref }] };
  }
  const { effort, recursive } = effortOf({ $ref: '#/$defs/d30', $defs });
  expect(effort).toBeGreaterThan(2 ** 30);
  expect(recursive).toBe(false);
});

it('sees that a schema refers to itself', () => {
  expect(effortOf({ properties: { next: { $ref: '#' } } }).recursive).toBe(true);
});

it('measures values', () => {
  expect(sizeOf({ a: [1, 'four'], b: null }, 100)).toEqual({ values: 5, levels: 3, longest: 4 });
  let deep: JsonValue = 1;
  for (let level = 0; level < 20_000; level += 1) deep = [deep];
  expect(sizeOf(deep, 50_000).levels).toBe(20_001);
  expect(sizeOf(deep, 100).values).toBe(101);
});
