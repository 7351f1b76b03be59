import { DEFAULT_REDACTION_RULES } from '../../shared/model/redaction.ts';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTransfers, type Transfers } from '../../engine/capture/transfers.ts';
import type { ExportFormat, ImportReport, TransferState } from '../../shared/model/file-transfer.ts';
import type { Row } from '../../shared/model/exchange.ts';
import { makeFolder, openCaptures, removeFolder, type CapturesUnderTest } from './open-captures.ts';

/** Imports and exports in a folder of their own. */
export interface TransfersUnderTest extends CapturesUnderTest {
  readonly transfers: Transfers;
  readonly states: TransferState[];
  /** Imports text as a file of this name. */
  importText(name: string, text: string | Buffer, options?: { readonly keep?: 'all' }): Promise<ImportReport>;
  /** What an export of this capture writes. */
  exportText(
    captureId: string,
    format: ExportFormat,
    options?: { readonly numbers?: readonly number[]; readonly withSecrets?: true },
  ): Promise<string>;
  rows(captureId: string): Promise<readonly Row[]>;
  /** Opens a copy of a fixture, as it may be written to. */
  openFixture(name: string): Promise<string>;
  close(): Promise<void>;
}

export async function openTransfers(): Promise<TransfersUnderTest> {
  const folder = makeFolder();
  const opened = await openCaptures(folder, { judges: false });
  const { captures } = opened;
  const states: TransferState[] = [];
  const transfers = createTransfers({
    captures,
    directory: folder,
    program: 'Hopscope 1.2.3',
    onState: (state) => states.push(state),
    redaction: () => ({ rules: DEFAULT_REDACTION_RULES, known: [] }),
    now: () => 1_795_000_000_000,
  });
  let count = 0;
  const nextId = (): string => `t${String((count += 1))}`;
  return {
    ...opened,
    transfers,
    states,
    importText(name, text, options = {}) {
      const path = join(folder, name);
      writeFileSync(path, text);
      return transfers.import({ id: nextId(), paths: [path], ...options });
    },
    async exportText(captureId, format, { numbers, withSecrets } = {}) {
      const id = nextId();
      const path = join(folder, `${id}.${format}`);
      await transfers.export({
        ...{ id, captureId, format, path },
        ...(numbers && { numbers: [...numbers] }),
        ...(withSecrets && { withSecrets }),
      });
      return readFileSync(path, 'utf8');
    },
    rows: async (captureId) => (await captures.rows(captureId, 0, 10_000)).rows,
    async openFixture(name) {
      const path = join(folder, `copy-${name}`);
      copyFileSync(join(import.meta.dirname, '../fixtures/captures', name), path);
      return (await captures.open(path)).id;
    },
    async close() {
      await transfers.close();
      await captures.close();
      removeFolder(folder);
    },
  };
}
