import { headerValue } from '../../../../shared/model/headers.ts';
import { brief, page, rule, type Report } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import { answerType, jsonRpcFault } from '../../traits.ts';

/**
 * Over HTTP only: what is no message on a pipe is told as it comes, see stdio.stray-output and stdio.stray-input.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic#messages
 */
export const notJsonRpc = rule({
  id: 'message.not-json-rpc',
  title: 'Not a JSON-RPC message',
  checks: 'A body, SSE event or line is no JSON-RPC 2.0 request, notification or response.',
  spares: 'Pages and bodies of proxies and of 401, 403 and 5xx answers; SSE comments; legacy batches.',
  severity: 'error',
  side: 'sender',
  era: 'any',
  transport: 'http',
  link: page('basic/index#messages'),
  fix: 'Send exactly one JSON-RPC 2.0 request, notification or response, as JSON, in each body and each SSE event.',
  check(exchange, report) {
    checkRequest(exchange, report);
    checkAnswers(exchange, report);
  },
});

const EXPECTED = 'a JSON-RPC 2.0 message';

function checkRequest({ request, transport }: SeenExchange, report: Report): void {
  if (request.httpMethod !== 'POST' || transport === 'stdio') return;
  const type = headerValue(request.headers, 'content-type')?.toLowerCase() ?? 'application/json';
  for (const message of request.message ? [request.message] : (request.batch ?? [])) {
    if (jsonRpcFault(message) !== 'not-json-rpc') continue;
    // A form or a file is meant for something else than MCP.
    if (message.value === undefined && !type.includes('json')) continue;
    report({
      message: `The body of the request is no JSON-RPC message: ${message.reason ?? 'it is not JSON'}.`,
      place: message.place,
      expected: EXPECTED,
      found: startOf(message.text),
    });
  }
}

function checkAnswers(exchange: SeenExchange, report: Report): void {
  const { response, messages, partial, failure } = exchange;
  const type = answerType(exchange);
  const streamed = type === 'text/event-stream';
  // Pages of proxies, and refusals in words of their own, have rules of their own.
  if (!streamed && (type !== 'application/json' || (response?.status ?? 0) >= 300)) return;
  messages.forEach((message, at) => {
    if (message.from !== 'server' || jsonRpcFault(message) !== 'not-json-rpc') return;
    // The last one may be what was left when the connection broke, or when we stopped reading.
    if (message.value === undefined && at === messages.length - 1 && (partial || failure)) return;
    report({
      message: `${streamed ? 'An event of the stream' : 'The answer'} is no JSON-RPC message: ${message.reason ?? 'it is not JSON'}.`,
      place: message.place,
      expected: EXPECTED,
      found: startOf(message.text),
    });
  });
}

function startOf(text: string): string {
  return brief(text.slice(0, 120));
}
