import * as z from 'zod';
import { MOST_CHARACTERS } from '../filter/parse.ts';
import { SERIES_CLASSES } from '../model/series.ts';
import { noiseEntryList } from './replay-schemas.ts';
import { count, id, INPUT_LIMITS, place, text } from './schema-parts.ts';

/** What may come in with SeriesCommands. */
export const SERIES_SCHEMAS = {
  'series.compare': z.object({
    job: id,
    left: id,
    right: id,
    filter: text(MOST_CHARACTERS).exactOptional(),
    noise: noiseEntryList.exactOptional(),
  }),
  'series.cancel': z.object({ job: id }),
  'series.rows': z.object({
    id,
    from: place,
    limit: count(INPUT_LIMITS.rows),
    classes: z.array(z.enum(SERIES_CLASSES)).max(SERIES_CLASSES.length, { abort: true }),
  }),
  'series.report': z.object({ id, format: z.enum(['md', 'html']) }),
} as const;
