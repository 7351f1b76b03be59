import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { toFault } from '../sqlite-fault.ts';
import { importFiles } from './import-files.ts';
import type { ImportNews, ImportTask } from './import-messages.ts';
import { namedSource } from './source.ts';

// The worker's entry: one import a worker. It runs from source and as a bundle of its own.

const port = parentPort;
if (!port) throw new Error('import-worker.ts runs as a worker only');

const task = workerData as ImportTask;
const abort = new AbortController();
const tell = (news: ImportNews): void => {
  port.postMessage(news);
};
// There is one order: to give up.
port.on('message', () => {
  abort.abort();
});
try {
  const files = await importFiles(
    { sources: task.sources.map(namedSource), path: task.path, keep: task.keep },
    {
      signal: abort.signal,
      onProgress: (done, exchanges) => {
        tell({ kind: 'progress', done, exchanges });
      },
      program: task.program,
      clock: () => task.now,
    },
  );
  tell({ kind: 'imported', files });
} catch (error) {
  tell({ kind: 'refused', fault: toFault(error, basename(task.path)) });
}
port.close();
