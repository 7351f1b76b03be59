import { parentPort, workerData } from 'node:worker_threads';
import { LiveRedactor } from './live-redactor.ts';
import { RedactingEnd } from './redacting-end.ts';
import type { Batch, Told } from './redaction-batch.ts';
import type { RedactionWorkerData } from './redaction-link.ts';

// The worker's entry: the secrets of one recording a worker. It runs from source and as a bundle of its own.

const port = parentPort;
if (!port) throw new Error('redaction-worker.ts runs as a worker only');

const { task, answers, told } = workerData as RedactionWorkerData;
const flag = new Int32Array(told);
const end = new RedactingEnd(new LiveRedactor(task), (json) => {
  answers.postMessage(json);
  Atomics.add(flag, 0, 1);
  Atomics.notify(flag, 0);
});

port.on('message', (batch: Batch<Told>) => {
  const redacted = end.receive(batch);
  port.postMessage(redacted, [redacted.bytes]);
});
