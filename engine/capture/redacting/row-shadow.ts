import type { OpenedFile } from '../store-messages.ts';
import { CaptureStore } from '../store.ts';
import { createRecording } from '../record-exchange.ts';
import type { ExchangeStart, OwnedRecorder } from '../recorder.ts';

const EMPTY: OpenedFile = { lastNumber: 0, unrecorded: 0, lost: 0, lastPiece: 0, bytes: 0 };

/** Keeps nothing. */
class NoStore extends CaptureStore {
  keepsNext = false;

  constructor() {
    super(
      { post: () => undefined, terminate: () => undefined },
      { ...EMPTY },
      { onProblem: () => undefined },
    );
  }

  override accepts(track?: object): boolean {
    return track !== undefined || this.keepsNext;
  }

  override changed(): void {
    // Nobody writes it.
  }

  override request(): void {
    // Likewise, as for the others.
  }

  override answer(): void {
    // Likewise.
  }

  override requestBytes(): void {
    // Likewise.
  }

  override responseBytes(): void {
    // Likewise.
  }

  override bodyBytes(): void {
    // Likewise.
  }

  override event(): void {
    // Likewise.
  }

  override finding(): void {
    // Likewise.
  }
}

/**
 * Reads exchanges for their rows alone, as they come: whoever sends asks what an answer was before its secrets are replaced.
 */
export function createRowShadow(): (start: ExchangeStart) => OwnedRecorder {
  const store = new NoStore();
  const recording = createRecording({
    captureId: '',
    store,
    feed: { changed: () => undefined, flush: () => undefined },
    uses: { begin: () => () => undefined, inUse: false, whenUnused: () => () => undefined },
    clock: Date.now,
    // Whoever records it runs into it, too, and says so.
    onProblem: () => undefined,
  });
  return (start) => {
    // What a process writes is counted where it is kept.
    store.keepsNext = start.framing === 'process';
    return recording.begin(start);
  };
}
