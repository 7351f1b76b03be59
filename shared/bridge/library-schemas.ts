import * as z from 'zod';
import { INPUT_LIMITS, name, path, place, text } from './schema-parts.ts';

/** Tags of one capture, files that are removed at once. */
const MOST_TAGS = 50;
const MOST_FILES = 10_000;

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
  'library.retain': z.object({
    days: z.number().min(0).exactOptional(),
    bytes: place.exactOptional(),
    apply: z.boolean(),
  }),
};
