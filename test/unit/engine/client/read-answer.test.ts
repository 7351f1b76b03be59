import { expect, it } from 'vitest';
import { resultOf, type ReadAnswer } from '../../../../engine/client/read-answer.ts';
import type { FailureKind } from '../../../../shared/model/exchange.ts';
import type { JsonObject } from '../../../../shared/model/draft.ts';

function read(answer?: JsonObject, failure?: FailureKind): ReadAnswer {
  return {
    ref: { captureId: 'c', number: 1 },
    row: {
      number: 1,
      startedAt: 0,
      origin: 'cli',
      instanceId: 'a',
      instanceName: 'alpha',
      era: 'modern',
      method: 'tools/list',
      name: '',
      state: failure ? 'failed' : 'done',
      requestBytes: 1,
      responseBytes: 1,
      eventCount: 1,
    },
    instanceName: 'alpha',
    status: 200,
    others: [],
    ...(answer && { answer }),
    ...(failure && { failure: { kind: failure, message: `It was ${failure}.`, at: 0 } }),
  };
}

it('takes a result, also where the stream went wrong after it', () => {
  const result = { tools: [] };
  expect(resultOf(read({ result }))).toEqual({ ok: true, result });
  expect(resultOf(read({ result }, 'cut'))).toEqual({ ok: true, result });
  expect(resultOf(read({ result: { ...result, resultType: 'complete' } }, 'malformed')).ok).toBe(true);
});

it('takes nothing out of a result whose kind is not known', () => {
  const result = { tools: [], resultType: 'surprise' };
  expect(resultOf(read({ result }, 'malformed'))).toEqual({ ok: false, reason: 'It was malformed.' });
  expect(resultOf(read({ result }))).toEqual({ ok: true, result });
});

it('tells why there is no result', () => {
  expect(resultOf(read({ error: { code: -32601, message: 'No such method' } }))).toEqual({
    ok: false,
    reason: 'The server answered with error -32601: No such method',
  });
  expect(resultOf(read(undefined, 'refused'))).toEqual({ ok: false, reason: 'It was refused.' });
  expect(resultOf(read())).toEqual({
    ok: false,
    reason: 'The server answered HTTP 200 without a JSON-RPC result.',
  });
});
