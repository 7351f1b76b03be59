import { describe, expect, it } from 'vitest';
import { AnswerLog } from '../../../../../engine/replay/diff/answer-log.ts';
import { heldAgainstFirst } from '../../../../../engine/replay/diff/held-against-first.ts';

describe('heldAgainstFirst', () => {
  it('takes the first answer by run and instance for the one that was expected, whenever it came', () => {
    const log = new AnswerLog(1);
    const outcome = { number: 1, instanceId: 'a', state: 'answered' as const };
    const rows = [
      log.append(0, 0, { ...outcome, run: 2, ref: { captureId: 'c', number: 22 } }),
      log.append(0, 1, { ...outcome, run: 1, ref: { captureId: 'c', number: 11 } }),
      log.append(0, 0, { ...outcome, run: 3, state: 'skipped', why: 'It waited for #1.' }),
    ];
    const waiting = [
      { row: rows[0] ?? 0, answer: { result: { text: 'new' } } },
      { row: rows[1] ?? 0, answer: { result: { text: 'old' } } },
    ];
    const held = heldAgainstFirst([...log.answersOf(0)], waiting, log, {
      method: 'tools/call',
      name: 'look',
    });
    const told = held.answers.map((answer) => ({
      run: answer.run,
      compared: answer.compared,
      ...held.log.shownBy(answer.row),
      pointers: held.log.differencesOf(answer.row).map(({ pointer, text }) => [pointer, text]),
    }));
    expect(told.toSorted((one, other) => one.run - other.run)).toEqual([
      { run: 1, compared: true, ref: { captureId: 'c', number: 11 }, pointers: [] },
      { run: 2, compared: true, ref: { captureId: 'c', number: 22 }, pointers: [['/result/text', '"new"']] },
      { run: 3, compared: false, why: 'It waited for #1.', pointers: [] },
    ]);
  });
});
