import * as z from 'zod';
import { INPUT_LIMITS, name, path, place, text } from './schema-parts.ts';

/** Tags of one capture, files that are removed at once. */
const MOST_TAGS = 50;
const MOST_FILES = 10_000;

/** Also what is kept of it is held against this. */
export const retentionSchema = z.object({
  days: z.number().min(0).exactOptional(),
  bytes: place.exactOptional(),
});

/** What may come in with LibraryCommands. */
export const LIBRARY_SCHEMAS = {
  'library.list': z.null(),
  'library.describe': z.object({
    path,
    title: name,
    note: text(INPUT_LIMITS.argument),
    tags: z.array(name.min(1)).max(MOST_TAGS, { abort: true }),
    pinned: z.boolean(),
  }),
  'library.remove': z.object({ paths: z.array(path).min(1).max(MOST_FILES, { abort: true }) }),
  'library.trash': z.null(),
  'library.restore': z.object({ paths: z.array(path).min(1).max(MOST_FILES, { abort: true }) }),
  'library.retention': z.null(),
  'library.setRetention': retentionSchema,
  'library.retain': retentionSchema.extend({ apply: z.boolean() }),
};
