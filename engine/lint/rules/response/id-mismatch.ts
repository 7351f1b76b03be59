import { placeIn } from '../../../../shared/model/place.ts';
import { brief, page, rule } from '../../rule.ts';
import { isAnswer } from '../../traits.ts';

/**
 * Over HTTP. On pipes an answer that nobody waits for is told as it comes, with this rule's id: see
 * engine/client/process-messages.ts.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic#responses
 */
export const idMismatch = rule({
  id: 'response.id-mismatch',
  title: 'Answer has another id',
  checks: 'The id of a result or error is not exactly that of its request, type included.',
  spares: 'Errors without an id where the request could not be read, or that came with HTTP 400 and above.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/index#result-responses'),
  fix: 'Answer with the id of the request, exactly as it came: 1 is not "1".',
  check({ request, messages, transport, response }, report) {
    if (transport === 'stdio' || request.message?.kind !== 'request') return;
    const { id } = request.message;
    for (const message of messages) {
      if (message.from !== 'server' || !isAnswer(message) || message.id === id) continue;
      const none = (message.id ?? null) === null;
      // Headers are judged before the body is read; such a refusal cannot know the id.
      if (none && message.error !== undefined && (response?.status ?? 0) >= 400) continue;
      report({
        message: none
          ? `The answer names no request, although the request’s id is ${brief(id)}.`
          : `The answer has the id ${brief(message.id)}, and the request ${brief(id)}.`,
        place: message.id === undefined ? message.place : placeIn(message.place, 'id'),
        expected: brief(id),
        found: message.id === undefined ? 'no id' : brief(message.id),
      });
    }
  },
});
