import * as z from 'zod';
import { EXPORT_FORMATS } from '../model/file-transfer.ts';
import { id, INPUT_LIMITS, numbers, path, text } from './schema-parts.ts';

/** Files that are put into one recording. */
const MOST_FILES = 1_000;

/** Inputs of TransferCommands. */
export const TRANSFER_SCHEMAS = {
  'transfer.import': z.object({
    id,
    paths: z.array(path).min(1).max(MOST_FILES, { abort: true }).exactOptional(),
    text: text(INPUT_LIMITS.body).exactOptional(),
    into: path.exactOptional(),
    keep: z.enum(['mcp', 'all']).exactOptional(),
    open: z.boolean().exactOptional(),
    salvage: z.boolean().exactOptional(),
  }),
  'transfer.export': z.object({
    id,
    captureId: id,
    format: z.enum(EXPORT_FORMATS),
    path,
    numbers: numbers.exactOptional(),
    replace: z.boolean().exactOptional(),
    withSecrets: z.boolean().exactOptional(),
  }),
  'transfer.cancel': z.object({ id }),
} as const;
