import { LOG_LEVELS, META } from '../../../../shared/spec/modern.ts';
import { isProcessRow } from '../../senders.ts';
import { brief, page, rule } from '../../rule.ts';

const LEVELS: readonly unknown[] = LOG_LEVELS;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/logging#per-request-log-level */
export const notAsked = rule({
  id: 'log.not-asked',
  title: 'Log message nobody asked for',
  checks: 'notifications/message comes for a request without logLevel, or below the level it names.',
  spares: 'Legacy sessions.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/utilities/logging#per-request-log-level'),
  fix: 'Send notifications/message only for requests with a logLevel, at that level or above; everything else belongs on stderr or in OpenTelemetry.',
  check(exchange, report, known) {
    const { messages, meta, method, startedAt } = exchange;
    // That a subscription carries none, asked for or not, is another rule's business.
    if (method === 'subscriptions/listen') return;
    const asked = meta[META.logLevel];
    const least = LEVELS.indexOf(asked);
    for (const message of messages) {
      if (message.kind !== 'notification' || message.method !== 'notifications/message') continue;
      const { level } = message.params;
      if (isProcessRow(exchange)) {
        // On a pipe a log message does not say to which request it belongs.
        const sender = known.senders.of(exchange);
        if (!sender?.fromTheStart || sender.wantedLogs(startedAt + message.atMs) !== false) continue;
      } else if (asked !== undefined) {
        const weight = LEVELS.indexOf(level);
        if (least < 0 || weight < 0 || weight >= least) continue;
      }
      report({
        message:
          asked === undefined
            ? 'The server sends a log message, and no request on its way asked for any.'
            : `The server sends a log message of the level ${brief(level)}, below the one that the request names.`,
        place: asked === undefined ? message.place : `${message.place}:/params/level`,
        expected: asked === undefined ? 'no log message without a logLevel' : `${brief(asked)} or above`,
        found: brief(level),
      });
    }
  },
});
