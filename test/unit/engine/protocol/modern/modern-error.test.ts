import { expect, test } from 'vitest';
import { isModernError } from '../../../../../engine/protocol/modern/modern-error.ts';
import type { JsonObject } from '../../../../../shared/model/draft.ts';

const error = (value: JsonObject): JsonObject => ({ jsonrpc: '2.0', id: 1, error: value });

test.each<[string, JsonObject]>([
  ['HeaderMismatch, which has no data', error({ code: -32020, message: 'no' })],
  [
    'MissingRequiredClientCapability',
    error({ code: -32021, message: 'no', data: { requiredCapabilities: { elicitation: {} } } }),
  ],
  [
    'UnsupportedProtocolVersion',
    error({ code: -32022, message: 'no', data: { supported: ['2026-07-28'], requested: '1999-01-01' } }),
  ],
])('%s is one', (_what, answer) => {
  expect(isModernError(answer)).toBe(true);
});

test.each<[string, JsonObject]>([
  ['a code of JSON-RPC’s own', error({ code: -32601, message: 'Method not found' })],
  ['a code of a server’s own', error({ code: -32000, message: 'Session not found' })],
  ['-32021 without what it requires', error({ code: -32021, message: 'no' })],
  ['-32022 without the versions', error({ code: -32022, message: 'no', data: { requested: 'x' } })],
  [
    '-32022 with versions that are no text',
    error({ code: -32022, message: 'no', data: { supported: [1], requested: 'x' } }),
  ],
  ['an error without a message', error({ code: -32020 })],
  ['another JSON-RPC', { jsonrpc: '1.0', error: { code: -32020, message: 'no' } }],
  ['a result', { jsonrpc: '2.0', id: 1, result: {} }],
])('%s is none', (_what, answer) => {
  expect(isModernError(answer)).toBe(false);
});

test('what is no object is none', () => {
  expect(isModernError('HeaderMismatch')).toBe(false);
});
