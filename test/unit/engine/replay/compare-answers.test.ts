import { describe, expect, it } from 'vitest';
import { compareAnswers, type Answer } from '../../../../engine/replay/compare-answers.ts';
import type { JsonValue } from '../../../../shared/model/draft.ts';

function answer(number: number, messages: readonly JsonValue[], more: Partial<Answer> = {}): Answer {
  return {
    ref: { captureId: 'c', number },
    instanceName: `i${String(number)}`,
    status: 200,
    messages,
    ...more,
  };
}

function result(id: number, value: JsonValue): JsonValue {
  return { jsonrpc: '2.0', id, result: value };
}

describe('compareAnswers', () => {
  it('leaves request ids out', () => {
    const same = compareAnswers([answer(1, [result(5, { a: 1 })]), answer(2, [result(6, { a: 1 })])]);
    expect(same).toMatchObject({ same: true, pointers: [] });
  });

  it('holds every column against the first and collects the pointers', () => {
    const compared = compareAnswers([
      answer(1, [result(1, { who: 'alpha', n: 1 })]),
      answer(2, [result(2, { who: 'beta', n: 1 })]),
      answer(3, [result(3, { who: 'alpha', n: 2 })], { status: 500 }),
    ]);
    expect(compared.same).toBe(false);
    expect(compared.pointers).toEqual(['/result/n', '/result/who', '/status']);
    expect(compared.columns.map((column) => column.differences.length)).toEqual([0, 1, 2]);
  });

  it('sees a failure, an error and missing notifications', () => {
    const note: JsonValue = { jsonrpc: '2.0', method: 'notifications/progress' };
    const compared = compareAnswers([
      answer(1, [note, result(1, {})]),
      answer(2, [{ jsonrpc: '2.0', id: 2, error: { code: -32602, message: 'no' } }]),
      answer(3, [], { failureKind: 'refused' }),
      answer(4, [], { text: '<html>' }),
    ]);
    expect(compared.pointers).toEqual(['/error', '/failure', '/notifications', '/result', '/text']);
  });
});
