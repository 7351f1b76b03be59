import { page, rule } from '../../rule.ts';
import { isAnswer } from '../../traits.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#sending-messages */
export const fromClient = rule({
  id: 'response.from-client',
  title: 'Client sent a response',
  checks: 'A client posted or wrote a JSON-RPC response.',
  spares: 'Legacy sessions.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/transports/streamable-http#sending-messages'),
  fix: 'Send what the server asked for in inputResponses of the repeated request.',
  check({ request }, report) {
    for (const message of request.message ? [request.message] : (request.batch ?? [])) {
      if (!isAnswer(message)) continue;
      report({
        message:
          'The client sent a JSON-RPC response. In this revision servers send no requests, so there is nothing to respond to.',
        place: message.place,
        expected: 'a request or a notification',
        found: message.kind === 'invalid' ? 'a response' : `a response (${message.kind})`,
      });
    }
  },
});
