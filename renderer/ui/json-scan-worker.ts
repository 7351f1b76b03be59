import { answerScans, type ScanPiece, type ScanQuestion } from './json-scan-answers.ts';

// The worker's entry: reads one JSON text.

/** A worker's own end; the types here are those of a page. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<ScanPiece | ScanQuestion>) => void) | null;
  postMessage(message: unknown, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const answer = answerScans((message, handedOver) => {
  scope.postMessage(message, handedOver);
});
scope.onmessage = ({ data }) => {
  answer(data);
};
