import { expect, it } from 'vitest';
import {
  answerScans,
  type ScanAnswer,
  type ScanPiece,
  type ScanQuestion,
} from '../../../../renderer/ui/json-scan-answers.ts';
import { localScanner, workerScanner, type ScanWorker } from '../../../../renderer/ui/json-scanner.ts';
import { JsonTreeModel, runNow, runSliced } from '../../../../renderer/ui/json-tree-model.ts';

/** A worker that answers as the real one does, in a turn of its own; messages are copied on the way, as they are there. */
class PlayedWorker implements ScanWorker {
  onmessage: ScanWorker['onmessage'] = null;
  onerror: ScanWorker['onerror'] = null;
  readonly asked: ScanQuestion[] = [];
  readonly pieces: string[] = [];
  isTerminated = false;
  readonly #answer = answerScans((answer, handedOver) => {
    const copy = structuredClone(answer, { transfer: handedOver });
    this.onmessage?.call(this as unknown as Worker, { data: copy } as MessageEvent<ScanAnswer>);
  });

  postMessage(message: unknown): void {
    const copy = structuredClone(message) as ScanPiece | ScanQuestion;
    if ('piece' in copy) this.pieces.push(copy.piece);
    else this.asked.push(copy);
    queueMicrotask(() => {
      if (!this.isTerminated) this.#answer(copy);
    });
  }

  terminate(): void {
    this.isTerminated = true;
  }

  die(): void {
    this.onerror?.call(this as unknown as Worker, {} as ErrorEvent);
  }
}

const LONG = JSON.stringify({
  list: Array.from({ length: 3_000 }, (_, at) => ({ at, text: 'größe '.repeat(30) })),
  small: { a: [1, 2] },
});

const live = (): AbortSignal => new AbortController().signal;

async function rowsBy(scanner: ReturnType<typeof localScanner>): Promise<JsonTreeModel> {
  const model = new JsonTreeModel(LONG, scanner);
  await runSliced(model.load(), live());
  await runSliced(model.reveal('/list/2500/text'), live());
  return model;
}

it('gives the rows that this thread would give, and sends the text once', async () => {
  const worker = new PlayedWorker();
  const offsets: number[] = [];
  const model = await rowsBy(
    workerScanner({ text: LONG, worker, onOffset: (offset) => offsets.push(offset) }),
  );
  const local = new JsonTreeModel(LONG);
  runNow(local.load());
  runNow(local.reveal('/list/2500/text'));
  expect(model.rows).toEqual(local.rows);
  expect(worker.pieces).toEqual([LONG]);
  expect(worker.asked.length).toBeGreaterThan(2);
  expect(Math.max(...offsets)).toBeGreaterThan(LONG.length / 2);
});

it('sends a very long text in pieces, each in a turn of its own', async () => {
  const worker = new PlayedWorker();
  const text = JSON.stringify(['€'.repeat(9_000_000), 'end']);
  const scanner = workerScanner({ text, worker, onOffset: () => undefined });
  const steps = scanner.text();
  expect([steps.next().value, worker.pieces.length, steps.next().value, worker.pieces.length]).toEqual([
    ...[0, 1, 0, 2],
  ]);
  const scanned = await (steps.next().value as Promise<ScanAnswer>);
  expect(worker.pieces.join('') === text).toBe(true);
  expect(scanned).toMatchObject({ kind: 'text', scanned: { ok: true, start: 0, end: text.length } });
});

it('says where a text is no JSON', async () => {
  const worker = new PlayedWorker();
  const model = new JsonTreeModel(
    '[1, 2',
    workerScanner({ text: '[1, 2', worker, onOffset: () => undefined }),
  );
  await runSliced(model.load(), live());
  expect(model.fault).toEqual({ offset: 5, reason: 'the text ends too early' });
});

it('goes on in this thread where the worker dies, before or while it is asked', async () => {
  const worker = new PlayedWorker();
  worker.postMessage = () => {
    worker.die();
  };
  const model = await rowsBy(workerScanner({ text: LONG, worker, onOffset: () => undefined }));
  expect(model.rows).toEqual((await rowsBy(localScanner(LONG))).rows);
});

it('finds where the text is, and here where the worker is lost', async () => {
  const worker = new PlayedWorker();
  const model = new JsonTreeModel(LONG, workerScanner({ text: LONG, worker, onOffset: () => undefined }));
  await runSliced(model.load(), live());
  const offsets = [LONG.indexOf('"small"') + 1];
  const found = await runSliced(model.find('SMALL'), live());
  expect([[...(found?.offsets ?? [])], worker.asked.at(-1)?.find]).toEqual([offsets, 'SMALL']);
  worker.die();
  expect(await runSliced(model.find('SMALL'), live())).toEqual({ offsets, more: false });
  expect(runNow(new JsonTreeModel(LONG).find('SMALL'))).toEqual({ offsets, more: false });
});

it('ends the worker when it is closed', () => {
  const worker = new PlayedWorker();
  workerScanner({ text: LONG, worker, onOffset: () => undefined }).close();
  expect(worker.isTerminated).toBe(true);
});

it('cannot be run at once', () => {
  const worker = new PlayedWorker();
  const model = new JsonTreeModel(LONG, workerScanner({ text: LONG, worker, onOffset: () => undefined }));
  expect(() => {
    runNow(model.load());
  }).toThrow('cannot be run at once');
});
