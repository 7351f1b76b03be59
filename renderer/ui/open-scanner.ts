import ScanWorkerFile from './json-scan-worker.ts?worker';
import { localScanner, workerScanner, type JsonScanner } from './json-scanner.ts';

/** A reader for a long text: in a worker, a file of this page's own origin, as the content security policy asks. */
export function openScanner(text: string, onOffset: (offset: number) => void): JsonScanner {
  try {
    return workerScanner({ text, worker: new ScanWorkerFile(), onOffset });
  } catch {
    return localScanner(text);
  }
}
