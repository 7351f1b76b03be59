import { expect, it } from 'vitest';
import { keyChanged } from '../../../../../../engine/lint/rules/task/key-changed.ts';
import type { JsonValue } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';
import { polls, updates } from '../../../../../support/lint/tasks.ts';

const asks = (ms: number, message: JsonValue, key = 'a') =>
  polls(ms, {
    status: 'input_required',
    inputRequests: { [key]: { method: 'elicitation/create', params: { message } } },
  });

it('finds one key for two requests, once', () => {
  expect(findingsOf(keyChanged, asks(0, 'x'), asks(1000, 'y'), asks(2000, 'y'))).toMatchObject([
    { severity: 'error', side: 'server', pointer: 'event:0:/result/inputRequests/a' },
  ]);
});

it('spares the same request, and other keys', () => {
  expect(findingsOf(keyChanged, asks(0, 'x'), asks(1000, 'x'), asks(2000, 'y', 'b'))).toEqual([]);
  expect(findingsOf(keyChanged, asks(0, 'x'), updates(500, { a: {} }), asks(1000, 'y'))).toEqual([]);
});
