import * as z from 'zod';
import { BUILT_IN_RULES } from '../model/redaction.ts';
import { id, INPUT_LIMITS, numbers, path, text } from './schema-parts.ts';

const MOST_RULES = 500;
const list = z.array(text(1_000).min(1)).max(MOST_RULES, { abort: true });

/** Also what a workspace's file may say. */
export const redactionRulesSchema = z.object({
  off: z.array(z.enum(BUILT_IN_RULES)).max(BUILT_IN_RULES.length),
  keys: list,
  paths: z.array(text(1_000).regex(/^\//, 'expected a JSON pointer, which begins with /')).max(MOST_RULES),
  patterns: list,
  keep: list,
  whileRecording: z.boolean().exactOptional(),
});

export const REDACTION_SCHEMAS = {
  'redaction.save': redactionRulesSchema,
  'redaction.try': z.object({ text: text(INPUT_LIMITS.configuration), rules: redactionRulesSchema }),
  'redaction.report': z.object({
    captureIds: z.array(id).max(100),
    // It is no user's input: a report of a large run is long.
    text: z.string().max(256 * 1024 * 1024),
    kind: z.enum(['json', 'text']),
  }),
  'redaction.preview': z.object({ captureId: id, job: id, numbers: numbers.exactOptional() }),
  'redaction.saveCopy': z.object({ captureId: id, path, job: id, replace: z.boolean().exactOptional() }),
  'redaction.cancel': z.object({ job: id }),
} as const;
