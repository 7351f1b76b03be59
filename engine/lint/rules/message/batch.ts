import { page, rule } from '../../rule.ts';

/** The last revision that had batches. */
const LAST_WITH_BATCHES = '2025-03-26';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#sending-messages */
export const batch = rule({
  id: 'message.batch',
  title: 'Several messages in one body',
  checks: 'The body of a POST is an array.',
  spares: 'Revisions up to 2025-03-26, where batches were allowed.',
  severity: 'error',
  side: 'client',
  era: 'any',
  link: page('basic/transports/streamable-http#sending-messages'),
  fix: 'Send each message in a request of its own.',
  check({ request, speaks, revision }, report) {
    if (!request.batch) return;
    // Requests of that time name no revision: the header came later.
    if (speaks === 'legacy' && (revision === undefined || revision <= LAST_WITH_BATCHES)) return;
    const { length } = request.batch;
    report({
      message: `The body is an array of ${String(length)} ${length === 1 ? 'message' : 'messages'}. Batches were taken out in revision 2025-06-18.`,
      place: 'request',
      expected: 'one request or notification',
      found: `an array of ${String(length)}`,
    });
  },
});
