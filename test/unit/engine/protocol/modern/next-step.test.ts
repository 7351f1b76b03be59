import { describe, expect, it, test } from 'vitest';
import { MOST_ROUNDS, nextStep, type LastAnswer } from '../../../../../engine/protocol/modern/next-step.ts';
import type { JsonObject } from '../../../../../shared/model/draft.ts';

const last = (change: Partial<LastAnswer>): LastAnswer => ({
  method: 'tools/call',
  status: 400,
  steps: [],
  eraIsOpen: true,
  ...change,
});
const error = (code: number, data?: JsonObject): JsonObject => ({
  jsonrpc: '2.0',
  id: 1,
  error: { code, message: 'no', ...(data && { data }) },
});
const result = (value: JsonObject): JsonObject => ({ jsonrpc: '2.0', id: 1, result: value });
const unsupported = (...supported: string[]): JsonObject =>
  error(-32022, { supported, requested: '2030-01-01' });

describe('UnsupportedProtocolVersion', () => {
  it('is answered with a supported version, once', () => {
    const answer = unsupported('2025-11-25', '2026-07-28');
    expect(nextStep(last({ answer }))).toEqual({ kind: 'revision', revision: '2026-07-28' });
    expect(nextStep(last({ answer, steps: ['revision'] }))).toEqual({ kind: 'none' });
  });

  it('leads to the other era where only that is supported, unless the era was chosen', () => {
    const answer = unsupported('2025-06-18');
    expect(nextStep(last({ answer }))).toEqual({ kind: 'era' });
    expect(nextStep(last({ answer, eraIsOpen: false }))).toEqual({ kind: 'none' });
    expect(nextStep(last({ answer: unsupported('1990-01-01') }))).toEqual({ kind: 'none' });
  });
});

describe('HeaderMismatch', () => {
  it('asks for fresh headers, once, and only where a tool is called', () => {
    const answer = error(-32020);
    expect(nextStep(last({ answer }))).toEqual({ kind: 'headers' });
    expect(nextStep(last({ answer, steps: ['headers'] }))).toEqual({ kind: 'none' });
    expect(nextStep(last({ answer, method: 'prompts/get' }))).toEqual({ kind: 'none' });
  });
});

test('a recognised modern error never leads to the other era, whatever its status', () => {
  const answer = error(-32021, { requiredCapabilities: {} });
  for (const status of [400, 404, 405]) expect(nextStep(last({ answer, status }))).toEqual({ kind: 'none' });
});

test.each<[string, Partial<LastAnswer>]>([
  ['mcp-lite: 400 with -32602', { status: 400, answer: error(-32602) }],
  ['@hono/mcp: 404 with -32000', { status: 404, answer: error(-32000) }],
  ['supergateway: 404 with -32601', { status: 404, answer: error(-32601) }],
  ['an empty 405', { status: 405 }],
  ['a stdio server’s error', { status: undefined as never, answer: error(-32601) }],
])('%s may be a legacy server’s, and is looked into once', (_what, change) => {
  const { status, ...rest } = { ...last(change) };
  const full = status === undefined ? rest : { ...rest, status };
  expect(nextStep(full)).toEqual({ kind: 'era' });
  expect(nextStep({ ...full, steps: ['era'] })).toEqual({ kind: 'none' });
  expect(nextStep({ ...full, eraIsOpen: false })).toEqual({ kind: 'none' });
});

test.each([401, 403, 429, 500, 503, 200])('HTTP %i says nothing of the era', (status) => {
  expect(nextStep(last({ status, answer: error(-32603) }))).toEqual({ kind: 'none' });
});

describe('input_required', () => {
  const answer = result({
    resultType: 'input_required',
    inputRequests: { who: { method: 'elicitation/create', params: { message: 'Who?' } }, odd: 7 },
    requestState: '{"looks":"like JSON"}',
  });

  it('leads to another round, but not for ever', () => {
    expect(nextStep(last({ status: 200, answer }))).toEqual({
      kind: 'round',
      asked: {
        requests: [
          { key: 'who', method: 'elicitation/create', params: { message: 'Who?' } },
          { key: 'odd', method: '', params: {} },
        ],
        requestState: '{"looks":"like JSON"}',
      },
    });
    const steps = Array.from({ length: MOST_ROUNDS }, () => 'round' as const);
    expect(nextStep(last({ status: 200, answer, steps }))).toEqual({ kind: 'none' });
  });
});

test('a complete answer is the end', () => {
  expect(nextStep(last({ status: 200, answer: result({ resultType: 'complete' }) }))).toEqual({
    kind: 'none',
  });
  expect(nextStep(last({ status: 200, answer: result({}) }))).toEqual({ kind: 'none' });
});
