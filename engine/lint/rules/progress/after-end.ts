import { META } from '../../../../shared/spec/modern.ts';
import { isProcessRow } from '../../senders.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/progress#implementation-notes */
export const afterEnd = rule({
  id: 'progress.after-end',
  title: 'Progress after the end',
  checks: 'A progress notification comes after the answer to its request.',
  spares: 'Subscriptions and tasks of extensions.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/progress#implementation-notes'),
  fix: 'Stop reporting progress before the answer is sent.',
  check(exchange, report, known) {
    const { messages, meta, method, answer, startedAt } = exchange;
    const isRow = isProcessRow(exchange);
    if (!isRow && (!answer || method === 'subscriptions/listen')) return;
    if (answer?.result?.['resultType'] === 'task') return;
    const sender = isRow ? known.senders.of(exchange) : undefined;
    let isAfter = false;
    for (const message of messages) {
      isAfter ||= message === answer;
      if (message.kind !== 'notification' || message.method !== 'notifications/progress') continue;
      const { progressToken: token } = message.params;
      const ended = sender?.endedWith(token);
      const isLate = isRow
        ? ended?.isOver === true && startedAt + message.atMs >= ended.endedAt
        : isAfter && token !== undefined && token === meta[META.progressToken];
      if (!isLate) continue;
      report({
        message: ended
          ? `Progress for request ${String(ended.number)} comes after its answer.`
          : 'Progress for this request comes after its answer.',
        place: message.place,
        expected: 'nothing more for this token',
        found: `progress for ${brief(token)}`,
      });
    }
  },
});
