import { placeIn } from '../../../../shared/model/place.ts';
import { MODERN_REVISION } from '../../../../shared/spec/modern.ts';
import type { Knowledge } from '../../knowledge.ts';
import { meantType } from '../../parts/entries.ts';
import { everyMessage, page, rule, type Report } from '../../rule.ts';
import type { Fault } from '../../schemas/faults.ts';
import type { ShapeKind } from '../../schemas/shapes.ts';
import { Verdicts } from '../../schemas/verdicts.ts';
import type { SeenExchange, SeenMessage } from '../../seen-exchange.ts';
import { codeOf, foreignExtensionInForce } from '../../traits.ts';

/** What was found does not depend on the capture, so one memory serves all. */
const verdicts = new Verdicts();

/**
 * Holds params, results, notifications and data of errors against the schemas that the SDK publishes for its core and for
 * the Tasks extension. Those serve all revisions and are more lenient than 2026-07-28 demands; tightened are:
 * content of a tool's result (required), requestId of notifications/cancelled (required), data of notifications/message
 * (required), clientInfo, clientCapabilities, logLevel and serverInfo in _meta (judged at all), cacheScope (one of two),
 * inputRequests, inputResponses and requestState (judged at all), data of -32021 and -32022. Fields of former revisions
 * (task, execution, elicitationId) may hold anything. What a rule of its own judges is left to it.
 * https://modelcontextprotocol.io/specification/2026-07-28/schema
 */
export const messageSchema = rule({
  id: 'message.schema',
  title: 'Does not fit the schema',
  checks: 'A request, result, error or notification is held against the published schema of its method.',
  spares: 'Unknown methods, unknown fields, what an extension adds, and other revisions’ schemas.',
  severity: 'error',
  side: 'sender',
  era: 'modern',
  link: page('basic/index#messages'),
  fix: 'Give the member the type that the schema of this message asks for.',
  check(exchange, report, known) {
    // Other revisions have other schemas.
    if ((exchange.revision ?? MODERN_REVISION) !== MODERN_REVISION) return;
    for (const message of everyMessage(exchange)) judge(message, exchange, report, known);
  },
});

interface Part {
  readonly kind: ShapeKind;
  readonly method: string;
  readonly path: readonly string[];
  readonly value: unknown;
}

function judge(message: SeenMessage, exchange: SeenExchange, report: Report, known: Knowledge): void {
  const part = partOf(message, exchange);
  if (!part) return;
  const { kind, method, path, value } = part;
  for (const fault of verdicts.of({ kind, method, value, text: message.text, id: message.id })) {
    if (fault.unknownKind && leftAlone(fault, exchange, known)) continue;
    const { says, expected, found } = fault;
    const whole = [...path, ...fault.path];
    report({
      message: `${nameOf(whole)} ${says}.`,
      place: placeIn(message.place, ...standing(message, whole)),
      ...(expected !== undefined && { expected }),
      ...(found !== undefined && { found }),
    });
  }
}

/** Which part of a message is held against what; undefined where there is no schema. */
function partOf(message: SeenMessage, exchange: SeenExchange): Part | undefined {
  const { kind, method = '', params, from } = message;
  if (kind === 'request' || kind === 'notification') {
    // A server's request is wrong as a whole, which has its own rule.
    if (kind === 'request' && from === 'server') return undefined;
    return { kind, method, path: ['params'], value: params };
  }
  if (message !== exchange.answer) return undefined;
  const { result, error } = message;
  if (result) {
    const type = meantType(result);
    if (type !== 'complete' && type !== 'input_required' && type !== 'task') return undefined;
    return { kind: type, method: exchange.method, path: ['result'], value: result };
  }
  const data = error?.['data'];
  if (typeof data !== 'object') return undefined;
  return { kind: 'error', method: String(codeOf(message)), path: ['error', 'data'], value: data };
}

/** Kinds of input requests have a rule of their own; other kinds may come with an extension. */
function leftAlone({ path }: Fault, exchange: SeenExchange, known: Knowledge): boolean {
  return (path[0] === 'inputRequests' && path.length === 3) || foreignExtensionInForce(exchange, known);
}

/** `params.messages[0].role` */
function nameOf(path: readonly (string | number)[]): string {
  return path
    .map((part, at) => {
      if (typeof part === 'number') return `[${String(part)}]`;
      if (!/^[\w$-]+$/.test(part)) return `[${JSON.stringify(part)}]`;
      return at === 0 ? part : `.${part}`;
    })
    .join('');
}

/** A place that is there: the member itself, or what lacks it. */
function standing({ value }: SeenMessage, path: readonly (string | number)[]): readonly (string | number)[] {
  let at: unknown = value;
  for (const [depth, part] of path.entries()) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, part)) return path.slice(0, depth);
    at = (at as Readonly<Record<string | number, unknown>>)[part];
  }
  return path;
}
