import { findInJson, type Found } from './json-find.ts';
import {
  scanContainer,
  scanText,
  type ScannedContainer,
  type ScannedText,
  type ScanResult,
} from './json-scan.ts';

/** To the worker of one text, before anything is asked: the text, piece after piece. */
export interface ScanPiece {
  readonly piece: string;
}

export interface ScanQuestion {
  readonly id: number;
  /** What to find; then `start` has no meaning. */
  readonly find?: string;
  /** Where the container begins; absent: the whole text. */
  readonly start?: number;
}

export type ScanAnswer =
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'text'; readonly id: number; readonly scanned: ScannedText }
  | { readonly kind: 'found'; readonly id: number; readonly found: Found }
  | { readonly kind: 'container'; readonly id: number; readonly result: ScanResult };

/** Where children stand, in memory that can be handed over instead of copied. */
function packed(
  container: ScannedContainer,
): ScannedContainer & { readonly children: Int32Array<ArrayBuffer> } {
  return { ...container, children: Int32Array.from(container.children) };
}

/** Answers the questions about one text, one after the other, and tells how far it is. `tell` hands over the buffers. */
export function answerScans(
  tell: (answer: ScanAnswer, handedOver: ArrayBuffer[]) => void,
): (message: ScanPiece | ScanQuestion) => void {
  const pieces: string[] = [];
  let text = '';
  const run = <T>(steps: Generator<number, T, unknown>): T => {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      tell({ kind: 'offset', offset: step.value }, []);
    }
  };
  return (message) => {
    if ('piece' in message) {
      pieces.push(message.piece);
      return;
    }
    const { id, start } = message;
    if (pieces.length > 0) text = pieces.splice(0).join('');
    if (message.find !== undefined) {
      const { offsets, more } = run(findInJson(text, message.find));
      const packedOffsets = Int32Array.from(offsets);
      tell({ kind: 'found', id, found: { offsets: packedOffsets, more } }, [packedOffsets.buffer]);
      return;
    }
    if (start === undefined) {
      const found = run(scanText(text));
      if (!found.ok || !found.container) tell({ kind: 'text', id, scanned: found }, []);
      else {
        const container = packed(found.container);
        tell({ kind: 'text', id, scanned: { ...found, container } }, [container.children.buffer]);
      }
      return;
    }
    const result = run(scanContainer(text, start));
    if (!result.ok) tell({ kind: 'container', id, result }, []);
    else {
      const container = packed(result.container);
      tell({ kind: 'container', id, result: { ok: true, container } }, [container.children.buffer]);
    }
  };
}
