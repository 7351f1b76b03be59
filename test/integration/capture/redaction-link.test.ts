import { afterEach, expect, it } from 'vitest';
import {
  BatchWriter,
  type Batch,
  type Redacted,
  type Told,
} from '../../../engine/capture/redacting/redaction-batch.ts';
import { openRedactionWorker, type RedactionLink } from '../../../engine/capture/redacting/redaction-link.ts';
import { DEFAULT_REDACTION_RULES } from '../../../shared/model/redaction.ts';

// The thread that redacts, as it is started.

const SECRET = 'hunter2-of-the-worker-77';
let link: RedactionLink | undefined;
afterEach(async () => {
  await link?.close();
  link = undefined;
});

function batch(id: number, ...list: Told[]): Batch<Told> {
  const writer = new BatchWriter<Told>();
  for (const told of list) writer.add(told);
  return writer.take(id);
}

it('answers in order, at once where somebody waits, and by what the workspace says by then', async () => {
  const back: Batch<Redacted>[] = [];
  const arrived = Promise.withResolvers<undefined>();
  link = openRedactionWorker(
    { rules: DEFAULT_REDACTION_RULES, known: [] },
    {
      onBatch: (one) => {
        back.push(one);
        if (back.length === 2) arrived.resolve(undefined);
      },
      onFailure: (reason) => {
        arrived.reject(new Error(reason));
      },
    },
  );
  link.post(batch(1, ['json', 3, `{"note":"${SECRET}"}`]));
  link.post(
    batch(
      2,
      ['task', { rules: DEFAULT_REDACTION_RULES, known: [SECRET] }],
      ['json', 0, `{"note":"${SECRET}"}`],
    ),
  );
  // Nothing of this thread's can have run meanwhile.
  expect(link.answerNow()).toMatch(/^\{"note":"redacted-known-1-x*"\}$/);
  expect(back).toEqual([]);
  await arrived.promise;
  expect(back.map(({ id, list }) => [id, list])).toEqual([
    [1, [['json', 3, `{"note":"${SECRET}"}`]]],
    [2, []],
  ]);
});

it('tells that it has ended by a fault', async () => {
  const failed = Promise.withResolvers<string>();
  link = openRedactionWorker(
    { rules: DEFAULT_REDACTION_RULES, known: [] },
    { onBatch: () => undefined, onFailure: failed.resolve },
  );
  link.post({ ...batch(1), list: undefined } as never);
  expect(await failed.promise).toContain('iterable');
});
