import { expect, it } from 'vitest';
import { askedInputs, toolOf } from '../../../../engine/trackers/asked-input.ts';
import { exchange, type ExchangeParts } from '../../../support/lint/exchange.ts';

const ASKED = { method: 'elicitation/create', params: { mode: 'form' } };
const LEGACY = { row: { era: 'legacy' } } as const;

it.each<[string, ExchangeParts, string]>([
  ['a result', { result: { resultType: 'input_required', inputRequests: { a: ASKED } } }, 'result'],
  [
    'a task that is polled',
    { method: 'tasks/get', result: { status: 'input_required', inputRequests: { a: ASKED } } },
    'result',
  ],
  [
    'a task that tells of itself',
    { stream: [{ jsonrpc: '2.0', method: 'notifications/tasks', params: { inputRequests: { a: ASKED } } }] },
    'result',
  ],
  [
    'a request of the server',
    { ...LEGACY, stream: [{ jsonrpc: '2.0', id: 1, ...ASKED }], result: {} },
    'request',
  ],
  ['an error', { ...LEGACY, error: { code: -32042, data: { elicitations: [{ mode: 'form' }] } } }, 'error'],
])('finds what is asked for in %s', (_, parts, how) => {
  expect(askedInputs(exchange(parts))).toEqual([{ ...ASKED, how }]);
});

it('bears what is malformed, and takes ping for no question', () => {
  const broken = {
    result: { inputRequests: { a: 1, b: { method: 2 }, c: { method: 'roots/list', params: [] } } },
  };
  expect(askedInputs(exchange(broken))).toEqual([{ method: 'roots/list', params: {}, how: 'result' }]);
  expect(askedInputs(exchange({ ...LEGACY, stream: [{ jsonrpc: '2.0', id: 1, method: 'ping' }] }))).toEqual(
    [],
  );
  expect(askedInputs(exchange({ ...LEGACY, error: { code: -32042, data: null } }))).toEqual([]);
});

it('knows the tool or prompt that a request is about', () => {
  expect(toolOf(exchange({ method: 'tools/call', params: { name: 'pay' } }))).toBe('pay');
  expect(toolOf(exchange({ method: 'prompts/get', params: { name: 'ask' } }))).toBe('ask');
  expect(toolOf(exchange({ method: 'resources/read', params: { uri: 'a:b' } }))).toBeUndefined();
  expect(toolOf(exchange({ method: 'tools/call', params: { name: 7 } }))).toBeUndefined();
});
