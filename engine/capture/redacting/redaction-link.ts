import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { AppError } from '../../app-error.ts';
import type { Batch, LiveTask, Redacted, Told } from './redaction-batch.ts';

/** The way to whoever redacts. Batches are answered in the order in which they were posted. */
export interface RedactionLink {
  post(batch: Batch<Told>): void;
  /** The answer to a question of the last batch that has the id 0. Waits, and blocks. Throws AppError where none comes. */
  answerNow(): string;
  close(): Promise<void>;
}

export interface RedactionLinkEvents {
  readonly onBatch: (batch: Batch<Redacted>) => void;
  /** It has ended unasked, and answers nothing more; why. */
  readonly onFailure: (reason: string) => void;
}

export type OpenRedactionLink = (task: LiveTask, events: RedactionLinkEvents) => RedactionLink;

/** What the worker is started with. */
export interface RedactionWorkerData {
  readonly task: LiveTask;
  readonly answers: MessagePort;
  /** One number: how many questions were answered. */
  readonly told: SharedArrayBuffer;
}

/** So long a question is waited for, in ms: what was told before it is looked through first. */
const LONGEST_WAIT_MS = 60_000;

/** Redacts in a worker. */
export const openRedactionWorker: OpenRedactionLink = (task, { onBatch, onFailure }) => {
  // From source this module is a .ts file; bundled, the worker's bundle lies beside the program's.
  const entry = import.meta.url.endsWith('.ts') ? './redaction-worker.ts' : './redaction-worker.js';
  const { port1: answers, port2 } = new MessageChannel();
  const told = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const flag = new Int32Array(told);
  const workerData: RedactionWorkerData = { task, answers: port2, told };
  const worker = new Worker(new URL(entry, import.meta.url), {
    workerData,
    transferList: [port2],
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb: 24 },
  });
  let isClosed = false;
  let isOver = false;
  const fail = (reason: string): void => {
    if (isClosed || isOver) return;
    isOver = true;
    onFailure(reason);
  };
  worker.on('message', onBatch);
  worker.on('error', (error) => {
    fail(error instanceof Error ? error.message : String(error));
  });
  worker.on('exit', () => {
    fail('its worker has ended');
  });
  let asked = 0;
  return {
    post(batch) {
      worker.postMessage(batch, [batch.bytes]);
    },
    answerNow() {
      asked += 1;
      const until = performance.now() + LONGEST_WAIT_MS;
      for (let seen = Atomics.load(flag, 0); seen < asked; seen = Atomics.load(flag, 0)) {
        if (isOver || performance.now() >= until) {
          throw new AppError('INTERNAL', 'What is recorded with redaction could not be redacted.');
        }
        Atomics.wait(flag, 0, seen, Math.max(0, until - performance.now()));
      }
      const answer = receiveMessageOnPort(answers) as { readonly message: string } | undefined;
      if (!answer) throw new AppError('INTERNAL', 'What was redacted has not arrived.');
      return answer.message;
    },
    async close() {
      isClosed = true;
      answers.close();
      await worker.terminate();
    },
  };
};
