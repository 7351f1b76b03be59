import { headerValue } from '../../../../shared/model/headers.ts';
import { LEGACY_HEADER } from '../../../../shared/spec/legacy.ts';
import { showsModern } from '../../headers/modern-server.ts';
import { isModernAnswer } from '../../modern-answer.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#earlier-streamable-http-revisions */
export const sessionId = rule({
  id: 'legacy.session-id',
  title: 'Session id on a modern answer',
  checks:
    'A modern answer carries Mcp-Session-Id, or differs because the request carried it or Last-Event-ID.',
  spares: 'Servers of both eras, on their legacy answers.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#earlier-streamable-http-revisions'),
  fix: 'Give out no session ids in this revision, and ignore Mcp-Session-Id and Last-Event-ID.',
  check(exchange, report, known) {
    const { request, response, answer } = exchange;
    if (!response) return;
    const given = headerValue(response.headers, LEGACY_HEADER.sessionId);
    // What has no resultType may be the answer of a legacy server, or in its way.
    if (given !== undefined && answer !== undefined && isModernAnswer(answer)) {
      report({
        message: 'A modern answer carries a session id. This revision has no sessions.',
        place: `answer-header:${LEGACY_HEADER.sessionId}`,
        expected: 'no such header',
        found: given,
      });
    }
    const error = answer?.error;
    const carried = [LEGACY_HEADER.sessionId, LEGACY_HEADER.lastEventId].find(
      (name) => headerValue(request.headers, name) !== undefined,
    );
    const message = error?.['message'];
    if (carried === undefined || typeof message !== 'string' || !showsModern(exchange, known)) return;
    if (!/\bsession\b|last-event-id/i.test(message)) return;
    report({
      message: `The server refused a modern request for its ${carried} header, which it should ignore.`,
      place: `header:${carried}`,
      expected: 'the same answer as without the header',
      found: message.slice(0, 120),
    });
  },
});
