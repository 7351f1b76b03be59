import { isModernCode } from '../../../../shared/spec/modern.ts';
import type { Knowledge } from '../../knowledge.ts';
import { page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import {
  codeOf,
  extensionsOf,
  isModernServer,
  isRequestMethod,
  isStreamed,
  KNOWN_EXTENSIONS,
  missingMeta,
  serverCapabilities,
} from '../../traits.ts';

const METHOD_NOT_FOUND = -32601;
/** Methods that earlier revisions had; a server of both eras may know them. */
const FORMER: ReadonlySet<string> = new Set([
  ...['initialize', 'ping', 'logging/setLevel', 'resources/subscribe', 'resources/unsubscribe'],
  ...['tasks/list', 'tasks/result'],
]);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http */
export const unknownStatus = rule({
  id: 'method.unknown-status',
  title: 'Unknown method answered wrongly',
  checks:
    'An unknown method over HTTP is not answered by 404; a wrong code counts only where Hopscope asked on purpose.',
  spares:
    'Servers that have not shown that they are modern; methods of extensions; a 404 of a proxy for a wrong path.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#protocol-version-header'),
  fix: 'Answer methods that the server does not know with HTTP 404 and the error -32601.',
  check(exchange, report, known) {
    const { answer, response, messages, method, request } = exchange;
    if (!answer?.error || !response || request.message?.kind !== 'request') return;
    if (!isModernServer(exchange, known)) return;
    const code = codeOf(answer);
    if (code === METHOD_NOT_FOUND) {
      const begun = isStreamed(exchange) && messages[0] !== answer;
      if (response.status === 404 || begun || isServed(exchange, known)) return;
      report({
        message: `The server does not know ${method} and says so with HTTP status ${String(response.status)} instead of 404.`,
        place: 'status',
        expected: '404',
        found: String(response.status),
      });
      return;
    }
    // Only what nobody defines is surely unknown; and something else may be wrong with the request first.
    if (isRequestMethod(method) || FORMER.has(method)) return;
    if (isModernCode(code) || code === -32700 || missingMeta(exchange).length > 0) return;
    const served = extensionsOf(serverCapabilities(exchange, known));
    if (served.some((id) => !KNOWN_EXTENSIONS.has(id))) return;
    if (exchange.origin !== 'probe') return;
    report({
      message: `The method ${method} does not exist, and the server refused it with ${String(code)} instead of -32601.`,
      place: `${answer.place}:/error/code`,
      expected: '-32601',
      found: String(code),
    });
  },
});

/** Who lists tools or prompts knows the method that uses them: it is the name in it that it did not find. */
function isServed({ method, instanceId }: SeenExchange, known: Knowledge): boolean {
  const { tools, prompts, resources, templates } = known.instance(instanceId);
  if (method === 'tools/call') return tools.size > 0;
  if (method === 'prompts/get') return prompts.size > 0;
  return method === 'resources/read' && resources.size + templates.size > 0;
}
