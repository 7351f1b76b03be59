import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#sending-messages */
export const notificationStatus = rule({
  id: 'http.notification-status',
  title: 'Notification answered with the wrong status',
  checks: 'An accepted notification gets another answer than 202 without a body, or a refused one a 2xx.',
  spares: 'A chunked body of no bytes.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#sending-messages'),
  fix: 'Answer an accepted notification with 202 and no body, one that is refused with an error status.',
  check({ request, response, messages }, report) {
    if (request.message?.kind !== 'notification' || request.httpMethod !== 'POST' || !response) return;
    const { status, bytes } = response;
    if (status < 200 || status >= 300) return;
    const refusal = messages.find(({ error }) => error !== undefined)?.error;
    if (status === 202 && bytes === 0) return;
    report({
      message: refusal
        ? `The server refused a notification, and yet answered HTTP ${String(status)}.`
        : `The server took a notification and answered HTTP ${String(status)}${bytes === 0 ? '' : ' with a body'} instead of 202 without one.`,
      place: 'status',
      expected: refusal ? 'an HTTP error status' : 'HTTP 202 without a body',
      found: refusal
        ? `HTTP ${String(status)} with error ${brief(refusal['code'])}`
        : `HTTP ${String(status)}, ${String(bytes)} bytes`,
    });
  },
});
