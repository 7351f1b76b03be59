import { describe, expect, it } from 'vitest';
import { answerOf } from '../../../../engine/protocol/read-messages.ts';
import { compareAnswers, type Answer } from '../../../../engine/replay/compare-answers.ts';
import type { JsonValue } from '../../../../shared/model/draft.ts';

function answer(number: number, messages: readonly JsonValue[], more: Partial<Answer> = {}): Answer {
  const response = answerOf(messages, { id: undefined, status: 200 });
  return {
    ref: { captureId: 'c', number },
    instanceName: `i${String(number)}`,
    status: 200,
    ...(response && { answer: response }),
    others: messages.filter((message) => message !== response),
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

  it('finds equal answers equal although a notification follows them', () => {
    const late: JsonValue = { jsonrpc: '2.0', method: 'notifications/message', params: {} };
    const same = compareAnswers([answer(1, [result(5, {}), late]), answer(2, [result(6, {}), late])]);
    expect(same.same).toBe(true);
  });

  it('hands on the beginning of a very long value, but compares all of it', () => {
    const long = 'x'.repeat(50_000);
    const compared = compareAnswers([
      answer(1, [result(1, { text: `${long}a` })]),
      answer(2, [result(2, { text: `${long}b` })]),
    ]);
    expect(compared.pointers).toEqual(['/result/text']);
    const shown = JSON.stringify(compared.columns[1]?.differences[0]?.left);
    expect(shown.length).toBeLessThan(5_000);
    expect(shown).toContain('50001 characters');
  });

  it('shows something of a value that is nested too deeply to be written', () => {
    let deep: JsonValue = 1;
    for (let level = 0; level < 50_000; level += 1) deep = [deep];
    const compared = compareAnswers([answer(1, [result(1, { deep })]), answer(2, [result(2, { deep: 1 })])]);
    expect(compared.columns[1]?.differences[0]?.left).toBe('(nested too deeply to be shown)');
  });
});
