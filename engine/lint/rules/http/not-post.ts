import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#sending-messages */
export const notPost = rule({
  id: 'http.not-post',
  title: 'Message not sent by POST',
  checks: 'A JSON-RPC message travels by another method than POST.',
  spares: 'The GET and DELETE of legacy sessions and of the tour’s probes.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#sending-messages'),
  fix: 'Send each JSON-RPC message as an HTTP POST of its own.',
  check({ request }, report) {
    const { httpMethod, message, batch } = request;
    // GET and DELETE of sessions have no body; a body that is no message is judged elsewhere.
    if (httpMethod === 'POST' || (!batch && (message?.kind ?? 'invalid') === 'invalid')) return;
    report({
      message: `A JSON-RPC message was sent by ${httpMethod}.`,
      place: 'request',
      expected: 'POST',
      found: httpMethod,
    });
  },
});
