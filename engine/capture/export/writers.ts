import type { ExportFormat } from '../../../shared/model/file-transfer.ts';
import { createHarWriter } from './write-har.ts';
import { createJsonLineWriter } from './write-json-line.ts';
import type { CreateWriter } from './writer.ts';

/** By format; each writes exchanges one by one. */
export const WRITERS: Readonly<Partial<Record<ExportFormat, CreateWriter>>> = {
  har: createHarWriter,
  jsonl: createJsonLineWriter,
};
