import { describe, expect, it } from 'vitest';
import { createRowGapFiller } from '../../../../renderer/bridge/row-gaps.ts';
import type { Result } from '../../../../shared/bridge/result.ts';
import type { RowBatch } from '../../../../shared/model/capture.ts';
import type { Row } from '../../../../shared/model/exchange.ts';
import { makeRow } from '../../../support/fake-engine.ts';

interface Question {
  readonly captureId: string;
  readonly after: number;
  readonly limit: number;
}

/** A filler whose questions wait until the test answers them. */
function harness() {
  const asked: Question[] = [];
  const answers: ((result: Result<{ readonly rows: readonly Row[] }>) => void)[] = [];
  const emitted: RowBatch[] = [];
  const filler = createRowGapFiller(
    (question) => {
      asked.push(question);
      return new Promise((resolve) => {
        answers.push(resolve);
      });
    },
    (batch) => emitted.push(batch),
  );
  const answer = async (...numbers: number[]): Promise<void> => {
    answers.shift()?.({ ok: true, value: { rows: numbers.map((number) => makeRow(number)) } });
    await new Promise(setImmediate);
  };
  const fail = async (): Promise<void> => {
    answers.shift()?.({ ok: false, error: { code: 'NOT_FOUND', message: 'closed' } });
    await new Promise(setImmediate);
  };
  const numbers = (): number[] => emitted.flatMap(({ rows }) => rows.map((row) => row.number));
  return { filler, asked, emitted, answer, fail, numbers };
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('createRowGapFiller', () => {
  it('asks for one page after the other', async () => {
    const { filler, asked, answer, numbers } = harness();
    filler.fill([{ captureId: 'c', from: 11, to: 800 }]);
    expect(asked).toEqual([{ captureId: 'c', after: 10, limit: 500 }]);
    await answer(...range(11, 510));
    expect(asked.slice(1)).toEqual([{ captureId: 'c', after: 510, limit: 290 }]);
    await answer(...range(511, 800));
    expect(asked).toHaveLength(2);
    expect(numbers()).toEqual(range(11, 800));
  });

  it('fills gaps that come meanwhile afterwards', async () => {
    const { filler, asked, answer } = harness();
    filler.fill([{ captureId: 'c', from: 1, to: 2 }]);
    filler.fill([{ captureId: 'd', from: 3, to: 3 }]);
    expect(asked).toHaveLength(1);
    await answer(1, 2);
    expect(asked[1]).toEqual({ captureId: 'd', after: 2, limit: 1 });
    await answer(3);
    filler.fill([{ captureId: 'c', from: 9, to: 9 }]);
    expect(asked[2]).toEqual({ captureId: 'c', after: 8, limit: 1 });
  });

  it('leaves out rows that came live while the answer was under way: those are newer', async () => {
    const { filler, answer, numbers } = harness();
    filler.fill([{ captureId: 'c', from: 1, to: 4 }]);
    filler.noteLive({ captureId: 'c', rows: [makeRow(2)] });
    filler.noteLive({ captureId: 'other', rows: [makeRow(3)] });
    await answer(1, 2, 3, 4);
    expect(numbers()).toEqual([1, 3, 4]);
  });

  it('gives no empty batch and no row beyond the gap', async () => {
    const { filler, emitted, answer } = harness();
    filler.fill([{ captureId: 'c', from: 1, to: 1 }]);
    filler.noteLive({ captureId: 'c', rows: [makeRow(1)] });
    await answer(1, 2);
    expect(emitted).toEqual([]);
  });

  it('goes on with the next gap where a capture was closed or has no such rows', async () => {
    const { filler, asked, answer, fail, numbers } = harness();
    filler.fill([
      { captureId: 'closed', from: 1, to: 5 },
      { captureId: 'short', from: 1, to: 5 },
      { captureId: 'c', from: 1, to: 1 },
    ]);
    await fail();
    await answer();
    await answer(1);
    expect(asked.map(({ captureId }) => captureId)).toEqual(['closed', 'short', 'c']);
    expect(numbers()).toEqual([1]);
  });

  it('forgets all of it after a cut, an answer under way included', async () => {
    const { filler, asked, answer, numbers } = harness();
    filler.fill([
      { captureId: 'c', from: 1, to: 900 },
      { captureId: 'd', from: 1, to: 1 },
    ]);
    filler.forget();
    await answer(...range(1, 500));
    expect(asked).toHaveLength(1);
    expect(numbers()).toEqual([]);
    filler.fill([{ captureId: 'e', from: 1, to: 1 }]);
    await answer(1);
    expect(numbers()).toEqual([1]);
  });
});
