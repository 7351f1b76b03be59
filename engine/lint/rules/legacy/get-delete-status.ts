import { isModernOnly } from '../../headers/modern-server.ts';
import { answeredThroughProxy } from '../../headers/proxies.ts';
import { page, rule } from '../../rule.ts';

/** Turned away before the method mattered, or by something in front of the server. */
const ELSEWHERE: ReadonlySet<number> = new Set([401, 403, 407, 429, 502, 503, 504]);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#earlier-streamable-http-revisions */
export const getDeleteStatus = rule({
  id: 'legacy.get-delete-status',
  title: 'GET or DELETE not refused with 405',
  checks: 'A modern endpoint answers GET or DELETE with another status than 405.',
  spares: 'Servers of both eras; proxies and 401.',
  severity: 'warning',
  side: 'server',
  era: 'any',
  transport: 'http',
  link: page('basic/transports/streamable-http#earlier-streamable-http-revisions'),
  fix: 'Answer GET and DELETE at the MCP endpoint with 405.',
  follow() {
    /** Where each instance has its endpoint; undefined once it turned out to serve legacy clients, too. */
    const endpoints = new Map<string, string | undefined>();
    return (exchange, report, known) => {
      const { request, response, instanceId, answer, answeredAs } = exchange;
      const { httpMethod, target } = request;
      if (httpMethod === 'POST') {
        if (!answer?.result) return;
        if (answeredAs === 'legacy') endpoints.set(instanceId, undefined);
        else if (answeredAs === 'modern' && !endpoints.has(instanceId))
          endpoints.set(instanceId, pathOf(target));
        return;
      }
      if ((httpMethod !== 'GET' && httpMethod !== 'DELETE') || !response || response.status === 405) return;
      if (endpoints.get(instanceId) !== pathOf(target) || !isModernOnly(instanceId, known)) return;
      if (ELSEWHERE.has(response.status) || isRedirect(response.status) || answeredThroughProxy(exchange))
        return;
      report({
        message: `The endpoint speaks only modern revisions, which have no ${httpMethod}, and answered it with HTTP ${String(response.status)}.`,
        place: 'status',
        expected: 'HTTP 405',
        found: `HTTP ${String(response.status)}`,
      });
    };
  },
});

function pathOf(target: string): string {
  return target.split('?', 1)[0] ?? '';
}

function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
