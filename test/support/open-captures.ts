import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCaptures, type Captures, type CapturesOptions } from '../../engine/capture/captures.ts';
import type { CaptureSummary, RowBatch } from '../../shared/model/capture.ts';

/** Captures in a folder of their own, with all that they tell. */
export interface CapturesUnderTest {
  readonly captures: Captures;
  readonly folder: string;
  readonly batches: RowBatch[];
  readonly lists: CaptureSummary[][];
  readonly problems: string[];
  readonly notes: string[];
  /** The capture that is recorded now. */
  recording(): CaptureSummary;
}

export function makeFolder(): string {
  return mkdtempSync(join(tmpdir(), 'hopscope-test-'));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export async function openCaptures(
  folder: string,
  options: Partial<CapturesOptions> = {},
): Promise<CapturesUnderTest> {
  const batches: RowBatch[] = [];
  const lists: CaptureSummary[][] = [];
  const problems: string[] = [];
  const notes: string[] = [];
  const captures = await createCaptures({
    directory: folder,
    program: 'Hopscope test',
    onRows: (batch) => batches.push(batch),
    onSummaries: (list) => lists.push(list),
    onProblem: (message) => problems.push(message),
    onNote: (message) => notes.push(message),
    ...options,
  });
  return {
    captures,
    folder,
    batches,
    lists,
    problems,
    notes,
    recording() {
      const found = captures.summaries().find(({ recording }) => recording);
      if (!found) throw new Error('nothing is recorded');
      return found;
    },
  };
}
