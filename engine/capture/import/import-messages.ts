import type { ImportedFile } from '../../../shared/model/file-transfer.ts';
import type { WorkerFault } from '../store-messages.ts';

/** What an import reads: files by their paths, or a text that was pasted at `at` (epoch ms). */
export type SourceName = { readonly path: string } | { readonly text: string; readonly at: number };

/** What the worker of an import is given. */
export interface ImportTask {
  readonly sources: readonly SourceName[];
  /** The new capture. */
  readonly path: string;
  readonly keep: 'mcp' | 'all';
  readonly program: string;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * What it tells: bytes that were read and exchanges that were made so far, and how it ended. Whatever it is told means
 * that it is to give up; it ends once nothing is left of its work.
 */
export type ImportNews =
  | { readonly kind: 'progress'; readonly done: number; readonly exchanges: number }
  | { readonly kind: 'imported'; readonly files: readonly ImportedFile[] }
  | { readonly kind: 'refused'; readonly fault: WorkerFault };
