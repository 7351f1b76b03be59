import { placeIn } from '../../../../shared/model/place.ts';
import {
  EXTENSION_METHODS,
  EXTENSION_NOTIFICATIONS,
  EXTENSION_RESULT_TYPES,
  type ExtensionInfo,
} from '../../../../shared/spec/extensions.ts';
import { TASKS_EXTENSION } from '../../../../shared/spec/modern.ts';
import type { Knowledge } from '../../knowledge.ts';
import { brief, page, rule, type Report } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import { extensionsOf, serverCapabilities } from '../../traits.ts';

/**
 * Only extensions with methods, notifications or result types of their own show in messages.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning#extension-negotiation
 */
export const extensionNotInForce = rule({
  id: 'extension.not-in-force',
  title: 'Extension used without agreement',
  checks:
    'A method, result type or notification of a known extension is used though one side did not declare it.',
  spares:
    'Unknown extensions, and tasks that the request does not declare, which have their own rule. What earlier requests declared does not count.',
  severity: 'error',
  side: 'sender',
  era: 'modern',
  link: page('basic/versioning#extension-negotiation'),
  fix: 'Use an extension only where this very request and the server’s server/discover declare it; else do without it.',
  check(exchange, report, known) {
    const { method, answer, messages, request } = exchange;
    const asked = request.message?.kind === 'request' ? EXTENSION_METHODS.get(method) : undefined;
    if (asked) tell(exchange, known, asked, method, placeIn('request', 'method'), report);
    const type = answer?.result?.['resultType'];
    // Tasks that nobody declared have a rule of their own, task.undeclared.
    const hasOwnRule = type === 'task' && !extensionsOf(exchange.declared).includes(TASKS_EXTENSION);
    const given = typeof type === 'string' && !hasOwnRule ? EXTENSION_RESULT_TYPES.get(type) : undefined;
    if (answer && given) {
      const what = `The result type ${brief(type)}`;
      tell(exchange, known, given, what, placeIn(answer.place, 'result', 'resultType'), report);
    }
    for (const message of messages) {
      if (message.from !== 'server' || message.method === undefined) continue;
      const told = EXTENSION_NOTIFICATIONS.get(message.method);
      if (!told) continue;
      tell(exchange, known, told, message.method, message.place, report);
      // The others on this stream are no other fault.
      break;
    }
  },
});

function tell(
  exchange: SeenExchange,
  known: Knowledge,
  { id, title, declares }: ExtensionInfo,
  what: string,
  place: string,
  report: Report,
): void {
  const served = serverCapabilities(exchange, known);
  const clientLacks = declares.client === 'must' && !extensionsOf(exchange.declared).includes(id);
  // Whoever was not asked may well have it.
  const serverLacks =
    declares.server === 'must' && served !== undefined && !extensionsOf(served).includes(id);
  if (!clientLacks && !serverLacks) return;
  const lacks = clientLacks ? 'this request does not declare it' : 'the server does not declare it';
  report({
    message: `${what} belongs to the extension ${title}, and ${lacks}.`,
    place,
    expected: `${id} declared by ${declares.server === 'must' ? 'both sides' : 'the client'}`,
    found: lacks,
  });
}
