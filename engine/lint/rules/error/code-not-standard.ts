import { jsonOf, isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { LOG_LEVELS, META } from '../../../../shared/spec/modern.ts';
import type { Knowledge } from '../../knowledge.ts';
import { page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import { codeOf, isModernServer } from '../../traits.ts';

const LEVELS: ReadonlySet<unknown> = new Set(LOG_LEVELS);
/** Says something else about such a request than is right; codes that have rules of their own are not among them. */
const OTHER_CODES: ReadonlySet<unknown> = new Set([-32700, -32600, -32601]);

/** https://modelcontextprotocol.io/specification/2026-07-28/server/prompts#error-handling */
export const codeNotStandard = rule({
  id: 'error.code-not-standard',
  title: 'Unexpected code for a common failure',
  checks:
    'A missing prompt argument or an unknown log level is refused with -32700, -32600 or -32601 instead of -32602.',
  spares: 'Codes outside JSON-RPC’s range that an application defines for its own failures.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/prompts#error-handling'),
  fix: 'Refuse wrong names, arguments and log levels with -32602.',
  check(exchange, report, known) {
    const { answer } = exchange;
    const code = codeOf(answer);
    if (!answer || !OTHER_CODES.has(code) || !isModernServer(exchange, known)) return;
    const why = wrongWith(exchange, known);
    if (why === undefined) return;
    report({
      message: `${why}, and the server refused that with ${String(code)} instead of -32602.`,
      place: placeIn(answer.place, 'error', 'code'),
      expected: '-32602',
      found: String(code),
    });
  },
});

/** What is surely wrong with the request, as far as lists and levels tell; undefined where nothing is. */
function wrongWith(exchange: SeenExchange, known: Knowledge): string | undefined {
  const { method, meta, request, instanceId } = exchange;
  const level = meta[META.logLevel];
  // Levels that are no text are the client's schema fault, refused with whatever.
  if (typeof level === 'string' && !LEVELS.has(level)) return `The log level ${jsonOf(level)} does not exist`;
  if (method !== 'prompts/get') return undefined;
  const { name, arguments: given } = request.message?.params ?? {};
  const listed = typeof name === 'string' ? known.instance(instanceId).prompts.get(name) : undefined;
  const asked = listed?.entry['arguments'];
  if (!Array.isArray(asked)) return undefined;
  const values = isJsonObject(given) ? given : {};
  for (const argument of asked as readonly unknown[]) {
    if (!isJsonObject(argument) || argument['required'] !== true) continue;
    const wanted = argument['name'];
    if (typeof wanted === 'string' && values[wanted] === undefined)
      return `The required argument ${wanted} is missing`;
  }
  return undefined;
}
