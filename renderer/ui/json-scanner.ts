import { findInJson, type Found } from './json-find.ts';
import { scanContainer, scanText, type ScannedText, type ScanResult } from './json-scan.ts';
import type { ScanAnswer, ScanPiece, ScanQuestion } from './json-scan-answers.ts';

/**
 * Work that gives control back now and then: with a number, how far it is, or with a promise, whose value it is given. Run
 * it at once, where it yields no promise, or in slices.
 */
export type Sliced<T> = Generator<number | Promise<unknown>, T, unknown>;

/** Reads one JSON text: the whole of it, then the containers that are opened. */
export interface JsonScanner {
  text(): Sliced<ScannedText>;
  /** The object or array that begins at `start`. */
  container(start: number): Sliced<ScanResult>;
  /** Where `wanted` stands in the text; see findInJson. */
  find(wanted: string): Sliced<Found>;
  /** What is still asked is never answered. */
  close(): void;
}

/** Reads in this thread. */
export function localScanner(text: string): JsonScanner {
  return {
    text: () => scanText(text),
    container: (start) => scanContainer(text, start),
    find: (wanted) => findInJson(text, wanted),
    close: () => undefined,
  };
}

/** The other end: a worker, as far as it is used here. */
export type ScanWorker = Pick<Worker, 'postMessage' | 'terminate' | 'onmessage' | 'onerror'>;

interface WorkerScannerOptions {
  readonly text: string;
  readonly worker: ScanWorker;
  /** Offset reached in the text. */
  readonly onOffset: (offset: number) => void;
}

/** Characters that are copied to the worker at once: some milliseconds, where 50 million would hold up a frame. */
const PIECE = 4_194_304;

/**
 * Reads in a worker, which gets a copy of the text: this thread stays free however long the text is. Where the worker does
 * not come up or dies, this thread goes on in slices.
 */
export function workerScanner({ text, worker, onOffset }: WorkerScannerOptions): JsonScanner {
  const waiting = new Map<number, (answer: ScanAnswer | undefined) => void>();
  const state = { asked: 0, isLost: false };
  worker.onmessage = ({ data }: MessageEvent<ScanAnswer>) => {
    if (data.kind === 'offset') {
      onOffset(data.offset);
      return;
    }
    waiting.get(data.id)?.(data);
    waiting.delete(data.id);
  };
  worker.onerror = () => {
    state.isLost = true;
    for (const resolve of waiting.values()) resolve(undefined);
    waiting.clear();
  };
  const ask = (what: Omit<ScanQuestion, 'id'>): Promise<ScanAnswer | undefined> => {
    if (state.isLost) return Promise.resolve(undefined);
    state.asked += 1;
    const question: ScanQuestion = { id: state.asked, ...what };
    return new Promise((resolve) => {
      waiting.set(question.id, resolve);
      worker.postMessage(question);
    });
  };
  return {
    *text() {
      for (let from = 0; from < text.length && !state.isLost; from += PIECE) {
        if (from > 0) yield 0;
        const message: ScanPiece = { piece: text.slice(from, from + PIECE) };
        worker.postMessage(message);
      }
      const answer = (yield ask({})) as ScanAnswer | undefined;
      return answer?.kind === 'text' ? answer.scanned : yield* scanText(text);
    },
    *container(start) {
      const answer = (yield ask({ start })) as ScanAnswer | undefined;
      return answer?.kind === 'container' ? answer.result : yield* scanContainer(text, start);
    },
    *find(wanted) {
      const answer = (yield ask({ find: wanted })) as ScanAnswer | undefined;
      return answer?.kind === 'found' ? answer.found : yield* findInJson(text, wanted);
    },
    close: () => {
      worker.terminate();
      waiting.clear();
    },
  };
}
