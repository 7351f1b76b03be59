import * as z from 'zod';
import type { JsonObject, JsonValue } from '../model/json.ts';
import { MAX_CONFIGURATION } from '../model/import-preview.ts';
import { isJsonWithin } from './json-value.ts';

/**
 * Bounds of what may come in, in characters or entries. Wide enough for every deliberate abuse of a server that
 * the composer is made for, narrow enough that one message cannot exhaust the engine.
 */
export const INPUT_LIMITS = {
  id: 200,
  name: 500,
  url: 16_384,
  path: 4_096,
  headerName: 65_536,
  headerValue: 8_388_608,
  /** A replaced body, and every JSON value as text. */
  body: 16_777_216,
  jsonDepth: 200,
  headers: 2_000,
  /** Of a command, and one environment value of it. */
  argument: 65_536,
  arguments: 1_000,
  /** A configuration that is read. */
  configuration: MAX_CONFIGURATION,
  instances: 500,
  bugs: 50,
  /** Bytes of a body, of a byte range. */
  bytes: 67_108_864,
  rows: 10_000,
  idleTimeoutMs: 86_400_000,
} as const;

export const text = (limit: number): z.ZodString => z.string().max(limit, { abort: true });
export const id = text(INPUT_LIMITS.id).min(1);
export const name = text(INPUT_LIMITS.name);
export const url = text(INPUT_LIMITS.url);
export const path = text(INPUT_LIMITS.path).min(1);
export const count = (limit: number): z.ZodInt => z.int().min(0).max(limit);
export const place = z.int().min(0);

/** Rows that are chosen one by one. */
const MOST_NUMBERS = 1_000_000;
/** Numbers of exchanges. */
export const numbers = z.array(place).max(MOST_NUMBERS, { abort: true });

export const json = z.custom<JsonValue>(
  (value) => isJson(value),
  `expected a JSON value of at most ${String(INPUT_LIMITS.jsonDepth)} levels and ${String(INPUT_LIMITS.body)} characters`,
);
export const jsonObject = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isJson(value),
  `expected a JSON object of at most ${String(INPUT_LIMITS.jsonDepth)} levels and ${String(INPUT_LIMITS.body)} characters`,
);

function isJson(value: unknown): boolean {
  return isJsonWithin(value, { characters: INPUT_LIMITS.body, depth: INPUT_LIMITS.jsonDepth });
}

export const era = z.enum(['modern', 'legacy']);
const headerPair = z.tuple([text(INPUT_LIMITS.headerName), text(INPUT_LIMITS.headerValue)]).readonly();
export const headerList = z.array(headerPair).max(INPUT_LIMITS.headers, { abort: true });

export const stdioCommand = z.object({
  command: path,
  args: z.array(text(INPUT_LIMITS.argument)).max(INPUT_LIMITS.arguments, { abort: true }),
  env: z.record(name, text(INPUT_LIMITS.argument)),
  cwd: path.exactOptional(),
});

export const idList = z.array(id).max(INPUT_LIMITS.instances, { abort: true });
