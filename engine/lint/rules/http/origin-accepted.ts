import { headerValue } from '../../../../shared/model/headers.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#security-%26-endpoint */
export const originAccepted = rule({
  id: 'http.origin-accepted',
  title: 'Foreign Origin accepted',
  checks: 'A request with a foreign Origin is not answered with 403.',
  spares: 'Origins that the server is told to allow; a gateway that checks in front of it.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#security-%26-endpoint'),
  fix: 'Refuse requests whose Origin is not among those that are allowed with HTTP 403, before anything else.',
  check({ request, response, answer, origin, gateway, tampered }, report) {
    const written = headerValue(request.headers, 'origin');
    // A gateway checks the Origin by itself, and hands on what its settings allow.
    if (written === undefined || !response || gateway) return;
    const isProbe = origin === 'probe' && tampered;
    if (!isProbe && !isNobodys(written)) return;
    const { status } = response;
    const isServed = status >= 200 && status < 300;
    if (!isServed && (status === 403 || !saysOrigin(answer?.error?.['message']))) return;
    report({
      message: isServed
        ? `A request from a page of ${written} was served. Any web page that a user opens can reach the server so.`
        : `The server refused the Origin ${written} with another status than 403.`,
      place: 'header:Origin',
      expected: 'HTTP 403',
      found: `HTTP ${String(status)}${answer?.error ? ` with error ${brief(answer.error['code'])}` : ''}`,
    });
  },
});

/** Names that are reserved, and belong to no site that anybody could have allowed: RFC 2606. */
function isNobodys(origin: string): boolean {
  const host = /^https?:\/\/([^/:]+)(?::\d+)?$/i.exec(origin)?.[1]?.toLowerCase() ?? '';
  return /(?:^|\.)(?:invalid|example|example\.(?:com|net|org))$/.test(host);
}

function saysOrigin(message: unknown): boolean {
  return typeof message === 'string' && /\borigin\b/i.test(message);
}
