import * as z from 'zod';
import { MOST_CHARACTERS } from '../filter/parse.ts';
import { FIND_COLUMNS } from '../model/find.ts';
import { id, INPUT_LIMITS, name, place, text } from './schema-parts.ts';

export const SEARCH_SCHEMAS = {
  'capture.find': z.object({
    captureId: id,
    filter: text(MOST_CHARACTERS),
    sort: z.object({ column: z.enum(FIND_COLUMNS), descending: z.boolean() }).exactOptional(),
    among: z.array(z.int().min(1)).max(INPUT_LIMITS.rows, { abort: true }).exactOptional(),
    above: place.exactOptional(),
  }),
  'filter.complete': z.object({ captureId: id, text: text(MOST_CHARACTERS), cursor: place }),
  'filter.save': z.object({ id: id.exactOptional(), name, text: text(MOST_CHARACTERS) }),
  'filter.remove': z.object({ id }),
} as const;
