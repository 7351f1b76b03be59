import { expect, it } from 'vitest';
import type { JsonValue } from '../../../../../../shared/model/json.ts';
import { ttlNegative } from '../../../../../../engine/lint/rules/cache/ttl-negative.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

it.each([0, 1, 300_000, 0.5])('takes a ttlMs of %d', (ttlMs) => {
  expect(findingsOf(ttlNegative, { result: { tools: [], ttlMs } })).toEqual([]);
});

it.each<JsonValue>([-1, '5', null])('finds a ttlMs of %j', (ttlMs) => {
  expect(findingsOf(ttlNegative, { result: { tools: [], ttlMs } })).toMatchObject([
    { pointer: 'event:0:/result/ttlMs', found: JSON.stringify(ttlMs) },
  ]);
});

it('leaves its absence to another rule', () => {
  expect(findingsOf(ttlNegative, { result: { tools: [] } })).toEqual([]);
});
