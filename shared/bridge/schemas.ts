import * as z from 'zod';
import type { CommandInput, CommandName } from './bridge.ts';
import { availability, exportTarget, gatewaySettingsSchema, runSettingsSchema } from './gateway-schemas.ts';
import { TASK_ACTIONS, TASK_LISTENS, TASK_ROUTINGS } from '../model/driven-task.ts';
import { LIBRARY_SCHEMAS } from './library-schemas.ts';
import { MOCK_SCHEMAS } from './mock-schemas.ts';
import { REPLAY_SCHEMAS } from './replay-schemas.ts';
import { REDACTION_SCHEMAS } from './redaction-schemas.ts';
import { SEARCH_SCHEMAS } from './search-schemas.ts';
import { SERIES_SCHEMAS } from './series-schemas.ts';
import { TRANSFER_SCHEMAS } from './transfer-schemas.ts';
import { ROUTING_VERDICTS } from '../model/routing-case.ts';
import type { Proof, SameShape } from './same-shape.ts';
import {
  count,
  era,
  headerList,
  id,
  idList,
  INPUT_LIMITS,
  json,
  jsonObject,
  name,
  path,
  place,
  stdioCommand,
  text,
  url,
} from './schema-parts.ts';

export { INPUT_LIMITS } from './schema-parts.ts';

const tls = z.object({
  caFile: path.exactOptional(),
  certFile: path.exactOptional(),
  keyFile: path.exactOptional(),
  trustAnyCertificate: z.boolean().exactOptional(),
});

const instanceInput = z.object({
  id: id.exactOptional(),
  name,
  url,
  stdio: stdioCommand.exactOptional(),
  era: era.exactOptional(),
  approved: z.boolean().exactOptional(),
  headers: headerList,
  tls: tls.exactOptional(),
  useSystemProxy: z.boolean().exactOptional(),
});

const responder = z.union([
  z.object({ mode: z.enum(['ask', 'accept', 'decline', 'cancel']) }),
  z.object({ mode: z.literal('canned'), result: jsonObject }),
]);
const responders = z.object({
  elicitation: responder.exactOptional(),
  sampling: responder.exactOptional(),
  roots: responder.exactOptional(),
});

/** Also what the workspace's file is held against. */
export const clientSettingsSchema = z.object({
  capabilities: jsonObject,
  roots: z
    .array(z.object({ uri: url, name: name.exactOptional() }))
    .max(INPUT_LIMITS.instances, { abort: true }),
  responders,
});

const inputAnswer = z.union([
  z.object({ kind: z.literal('result'), result: jsonObject }),
  z.object({ kind: z.literal('error'), code: z.number(), message: text(INPUT_LIMITS.headerValue) }),
]);

const stateChoice = z.union([
  z.object({ kind: z.literal('exact') }),
  z.object({ kind: z.literal('drop') }),
  z.object({ kind: z.literal('other'), value: text(INPUT_LIMITS.body) }),
]);

const tamper = z.object({
  headers: z
    .array(
      z.object({
        op: z.enum(['drop', 'set', 'duplicate', 'add']),
        name: text(INPUT_LIMITS.headerName),
        value: text(INPUT_LIMITS.headerValue).exactOptional(),
      }),
    )
    .max(INPUT_LIMITS.headers, { abort: true }),
  meta: jsonObject,
  dropMeta: z.array(text(INPUT_LIMITS.headerName)).max(INPUT_LIMITS.headers, { abort: true }),
  body: text(INPUT_LIMITS.body).exactOptional(),
  httpMethod: z.enum(['GET', 'DELETE']).exactOptional(),
  requestState: z.enum(['dropped', 'changed']).exactOptional(),
});

/** Faster than this would be an attack, not a look. */
const pollMs = z.number().min(50).max(INPUT_LIMITS.idleTimeoutMs);
const waitMs = z.number().positive().max(INPUT_LIMITS.idleTimeoutMs);

/** Also what a draft is held against when a capture is read. */
export const draftSchema = z.object({
  era: z.enum(['modern', 'legacy', 'auto']),
  revision: text(INPUT_LIMITS.headerValue),
  method: text(INPUT_LIMITS.headerValue),
  params: jsonObject,
  toolSchema: json.exactOptional(),
  clientCapabilities: jsonObject,
  clientInfo: z
    .object({ name: text(INPUT_LIMITS.headerValue), version: text(INPUT_LIMITS.headerValue) })
    .nullable(),
  logLevel: text(INPUT_LIMITS.headerValue).exactOptional(),
  progressToken: z.union([text(INPUT_LIMITS.headerValue), z.number()]).exactOptional(),
  traceparent: text(INPUT_LIMITS.headerValue).exactOptional(),
  requestId: z.union([text(INPUT_LIMITS.headerValue), z.number()]).exactOptional(),
  notification: z.boolean().exactOptional(),
  tamper,
  idleTimeoutMs: waitMs.exactOptional(),
  timeoutMs: waitMs.exactOptional(),
  maxTimeoutMs: waitMs.exactOptional(),
  followUp: z.boolean().exactOptional(),
  respond: responders.exactOptional(),
});

/** Also what the workspace's file is held against. */
export const muteSchema = z.object({
  rule: id.regex(
    /^[a-z0-9-]+(\.[a-z0-9-]+)+$/,
    'expected the id of a rule, such as result.result-type-missing',
  ),
  instanceId: id.exactOptional(),
});

const toolWork = z.object({ tool: text(INPUT_LIMITS.headerValue).min(1), args: jsonObject });

const ofCapture = z.object({ captureId: id });

const exchangeRef = z.object({ captureId: id, number: z.int().min(1) });

/** One schema a command. Keys that the contract does not name are left out of what the engine gets. */
export const SCHEMAS = {
  'app.info': z.null(),
  'secrets.get': z.null(),
  'recents.list': z.null(),
  'recents.forget': z.null(),
  'workspace.get': z.null(),
  'instance.save': instanceInput,
  'instance.remove': z.object({ id }),
  'instance.approve': z.object({ id, seen: stdioCommand }),
  'instance.disconnect': z.object({ id }),
  'connection.list': z.null(),
  'import.read': z.object({ text: text(INPUT_LIMITS.configuration) }),
  'client.save': clientSettingsSchema,
  'instance.check': z.object({ ids: idList, anew: z.boolean().exactOptional() }),
  'health.list': z.null(),
  'fleet.save': z.object({ id: id.exactOptional(), name, instanceIds: idList }),
  'fleet.remove': z.object({ id }),
  'request.save': z.object({ id: id.exactOptional(), name, draft: draftSchema }),
  'request.remove': z.object({ id }),
  'demo.start': z.object({
    instances: z.int().min(1).max(8),
    bugs: z.array(name).max(INPUT_LIMITS.bugs, { abort: true }),
    conformanceFixtures: z.boolean().exactOptional(),
  }),
  'demo.stop': z.null(),
  'listing.get': z.object({
    instanceId: id,
    kind: z.enum(['tools', 'resources', 'templates', 'prompts']),
    refresh: z.boolean(),
    idleTimeoutMs: waitMs.exactOptional(),
    timeoutMs: waitMs.exactOptional(),
  }),
  'completion.get': z.object({
    instanceId: id,
    ref: z.union([
      z.object({ type: z.literal('ref/prompt'), name: text(INPUT_LIMITS.headerValue) }),
      z.object({ type: z.literal('ref/resource'), uri: text(INPUT_LIMITS.headerValue) }),
    ]),
    argument: z.object({ name: text(INPUT_LIMITS.headerValue), value: text(INPUT_LIMITS.argument) }),
    context: z.record(text(INPUT_LIMITS.headerValue), text(INPUT_LIMITS.argument)),
  }),
  'draft.preview': z.object({ draft: draftSchema, instanceId: id }),
  'exchange.send': z.object({ draft: draftSchema, instanceIds: idList.min(1) }),
  'exchange.cancel': exchangeRef,
  'exchange.respond': exchangeRef.extend({
    instanceId: id,
    responses: z.record(text(INPUT_LIMITS.headerName), json).exactOptional(),
    state: stateChoice,
  }),
  'exchange.reopen': exchangeRef,
  'input.list': z.null(),
  'input.answer': z.object({ id, answer: inputAnswer }),
  'exchange.get': exchangeRef.extend({ bodyLimit: count(INPUT_LIMITS.bytes) }),
  'exchange.bytes': exchangeRef.extend({
    side: z.enum(['request', 'response', 'body']),
    offset: place,
    limit: count(INPUT_LIMITS.bytes),
  }),
  'exchange.events': exchangeRef.extend({ from: place, limit: count(INPUT_LIMITS.rows) }),
  'exchange.curl': exchangeRef,
  'exchange.compare': z.object({
    refs: z.array(exchangeRef).min(1).max(INPUT_LIMITS.instances, { abort: true }),
  }),
  'gateway.save': gatewaySettingsSchema.extend({ id: id.exactOptional() }),
  'gateway.remove': z.object({ id }),
  'gateway.list': z.null(),
  'gateway.start': z.object({ id }),
  'gateway.stop': z.object({ id }),
  'gateway.availability': z.object({ id, instanceId: id, availability }),
  'gateway.preview': z.object({ id, headers: headerList }),
  'gateway.export': z.object({ id, target: exportTarget }),
  'run.save': runSettingsSchema.extend({ id: id.exactOptional() }),
  'run.remove': z.object({ id }),
  'run.list': z.null(),
  'run.approve': z.object({ id, seen: stdioCommand }),
  'run.start': z.object({ id }),
  'run.stop': z.object({ id }),
  'run.restart': z.object({ id, index: z.int().min(1).max(16) }),
  'run.output': z.object({ id, index: z.int().min(1).max(16) }),
  'tour.start': z.object({
    instanceIds: idList.min(1),
    era: z.enum(['modern', 'legacy', 'auto']).exactOptional(),
    timeoutMs: waitMs.exactOptional(),
  }),
  'tour.cancel': z.object({ id }),
  'tour.list': z.null(),
  'task.list': z.null(),
  'task.drive': exchangeRef,
  'task.control': z.object({
    id,
    action: z.enum(TASK_ACTIONS).exactOptional(),
    instanceId: id.exactOptional(),
    pollEveryMs: pollMs.nullable().exactOptional(),
    routing: z.enum(TASK_ROUTINGS).exactOptional(),
    listen: z.enum(TASK_LISTENS).exactOptional(),
  }),
  'task.answer': z.object({
    id,
    instanceId: id.exactOptional(),
    responses: z.record(text(INPUT_LIMITS.headerName), json),
  }),

  'durability.start': toolWork.extend({
    instanceIds: idList.min(1),
    creatorId: id.exactOptional(),
    inputWork: toolWork.exactOptional(),
    cancelWork: toolWork.exactOptional(),
    respond: responders.exactOptional(),
    ttlWaitMs: z.number().min(0).max(INPUT_LIMITS.idleTimeoutMs).exactOptional(),
    timeoutMs: waitMs.exactOptional(),
  }),
  'durability.get': z.object({ id: id.exactOptional() }),
  'durability.cancel': z.object({ id }),
  'durability.report': z.object({ id, format: z.enum(['md', 'html']) }),
  ...REPLAY_SCHEMAS,
  ...TRANSFER_SCHEMAS,
  'capture.list': z.null(),
  'capture.rows': z.object({ captureId: id, after: place, limit: count(INPUT_LIMITS.rows) }),
  'capture.page': z.object({
    captureId: id,
    limit: count(INPUT_LIMITS.rows),
    after: place.exactOptional(),
    before: place.exactOptional(),
  }),
  ...LIBRARY_SCHEMAS,
  ...MOCK_SCHEMAS,
  'capture.new': z.object({ name: name.exactOptional() }),
  'capture.open': z.object({ path }),
  'capture.saveCopy': z.object({ captureId: id, path, replace: z.boolean().exactOptional() }),
  'capture.close': ofCapture,
  ...REDACTION_SCHEMAS,
  ...SEARCH_SCHEMAS,
  ...SERIES_SCHEMAS,
  'rules.list': z.null(),
  'findings.groups': ofCapture,
  'findings.list': ofCapture.extend({
    rule: id,
    // The gateway's own answers have no instance.
    instanceId: text(INPUT_LIMITS.id).exactOptional(),
    after: place,
    limit: count(INPUT_LIMITS.rows),
  }),
  'findings.settled': ofCapture,
  'mute.set': muteSchema.extend({ muted: z.boolean() }),
  'tracker.routing': ofCapture.extend({
    limit: count(INPUT_LIMITS.rows),
    verdict: z.enum(ROUTING_VERDICTS).exactOptional(),
  }),
  'tracker.negotiation': ofCapture,
  'tracker.deprecations': ofCapture,
  'tracker.tasks': ofCapture.extend({ since: place }),
  'tracker.report': ofCapture.extend({
    what: z.enum(['routing', 'negotiation', 'readiness']),
    format: z.enum(['md', 'html']),
  }),
} satisfies { [C in CommandName]: z.ZodType<CommandInput<C>> };

type Mismatch = {
  [C in CommandName]: SameShape<z.output<(typeof SCHEMAS)[C]>, CommandInput<C>> extends true ? never : C;
}[CommandName];

/** Does not compile when a schema says anything else than `Commands[C]['in']`; the error names the command. */
export type SchemasMatchTheContract = Proof<[Mismatch] extends [never] ? true : Mismatch>;
