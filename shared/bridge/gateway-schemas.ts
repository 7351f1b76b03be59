import * as z from 'zod';
import { EXPORT_TARGETS } from '../model/gateway.ts';
import { id, idList, INPUT_LIMITS, name, path, stdioCommand, text } from './schema-parts.ts';

/** Of one gateway: more rules than anybody reads, few enough that each request can try them all. */
const MOST_RULES = 500;
const MOST_FAULTS = 100;
const MOST_MS = 600_000;

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const headerName = text(1_000).regex(TOKEN, 'expected the name of a header');
const headerText = text(INPUT_LIMITS.argument).regex(
  /^[\t\x20-\x7e\x80-\xff]*$/,
  'expected the value of a header',
);
const ms = z.number().min(0).max(MOST_MS);
const status = z.int().min(200).max(599);
const seed = z.int().min(0).max(0xffffffff);
const origin = text(INPUT_LIMITS.url).regex(
  /^https?:\/\/[^/\s?#]+$/,
  'expected an origin such as http://localhost:5173',
);

const strategy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('round-robin') }),
  z.object({ kind: z.literal('random'), seed }),
  z.object({ kind: z.literal('least-pending') }),
  z.object({ kind: z.literal('pinned'), instanceId: id }),
  z.object({
    kind: z.literal('sticky'),
    by: z.object({ kind: z.enum(['header', 'cookie']), name: headerName }),
  }),
  z.object({ kind: z.literal('hash'), header: headerName }),
  z.object({ kind: z.literal('weighted'), weights: z.record(id, z.int().min(0).max(1_000_000)) }),
]);

const faultAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('delay'), ms }),
  z.object({ kind: z.literal('refuse') }),
  z.object({ kind: z.literal('status'), status, text: text(INPUT_LIMITS.argument) }),
  z.object({ kind: z.literal('cut'), after: z.enum(['events', 'bytes']), count: z.int().min(0) }),
  z.object({ kind: z.literal('duplicate') }),
  z.object({
    kind: z.literal('header'),
    side: z.enum(['request', 'answer']),
    op: z.enum(['strip', 'change', 'recase', 'add']),
    name: headerName,
    value: headerText.exactOptional(),
  }),
  z.object({ kind: z.literal('swap'), maxHoldMs: ms }),
  z.object({ kind: z.literal('down'), forMs: ms }),
]);

const faults = z
  .array(z.object({ id, enabled: z.boolean(), probability: z.number().min(0).max(1), does: faultAction }))
  .max(MOST_FAULTS, { abort: true });

const condition = z.object({
  header: headerName,
  test: z.enum(['exact', 'prefix', 'pattern', 'present', 'absent']),
  value: text(INPUT_LIMITS.argument).exactOptional(),
});

const rule = z.object({
  id,
  name,
  enabled: z.boolean(),
  match: z.array(condition).max(50, { abort: true }),
  action: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('route'), instanceIds: idList.exactOptional(), strategy }),
    z.object({ kind: z.literal('refuse'), status, text: text(INPUT_LIMITS.argument) }),
  ]),
  faults,
});

export const availability = z.enum(['up', 'refuses', 'drained']);
export const exportTarget = z.enum(EXPORT_TARGETS);

/** Also what the workspace's file is held against. */
export const gatewaySettingsSchema = z.object({
  id,
  name,
  listen: z.object({ host: text(255).min(1), port: z.int().min(0).max(65_535) }),
  instanceIds: idList,
  rules: z.array(rule).max(MOST_RULES, { abort: true }),
  strategy,
  faults,
  seed,
  allowOrigins: z.array(origin).max(INPUT_LIMITS.instances, { abort: true }),
  nameInstance: z.boolean(),
  record: z.boolean(),
});

/** Also what rule and fault files are held against. */
export const gatewayRulesSchema = z.array(rule).max(MOST_RULES, { abort: true });
export const gatewayFaultsSchema = faults;

/** Also what the workspace's file is held against. */
export const runSettingsSchema = z.object({
  id,
  name,
  command: stdioCommand,
  copies: z.int().min(1).max(16),
  path: path.regex(/^\/[^\s]*$/, 'expected a path that begins with /'),
  restart: z.enum(['never', 'on-crash']),
  approved: z.boolean().exactOptional(),
});
