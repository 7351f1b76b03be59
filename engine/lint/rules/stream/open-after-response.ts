import { LEFT_OPEN_MS } from '../../../protocol/left-open-ms.ts';
import { page, rule } from '../../rule.ts';

/** So long a stream that was recorded for somebody else may stay open, in ms: a slow reader delays its end, too. */
const LONG_MS = 10_000;

/**
 * Streams of Hopscope's own requests are watched as they run: `engine/client/left-open.ts` closes one that stays open, and
 * makes the finding. Here are those that went on in another way.
 *
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#receiving-messages
 */
export const openAfterResponse = rule({
  id: 'stream.open-after-response',
  title: 'Stream stays open after the answer',
  checks: 'The stream of a request goes on after its answer.',
  spares: 'A close that is on its way: only further events or a long wait count.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#receiving-messages'),
  fix: 'End the stream of a request right behind its answer.',
  check({ method, answer, messages, startedAt, endedAt, origin, request }, report) {
    if (request.message?.kind !== 'request' || !answer) return;
    const isLast = messages.at(-1) === answer;
    const openMs = endedAt === undefined ? 0 : endedAt - startedAt - answer.atMs;
    const isOwn = origin !== 'gateway' && origin !== 'import';
    if (isOwn && openMs >= LEFT_OPEN_MS) return;
    // Late progress, and requests of the server's own, have their own rules.
    const next = isLast
      ? undefined
      : messages
          .slice(messages.indexOf(answer) + 1)
          .find(({ kind, method: what }) => kind !== 'request' && what !== 'notifications/progress');
    if (next) {
      report({
        message: `The stream of ${method} went on after its answer: ${next.method ?? 'another message'} came on it.`,
        place: next.place,
        expected: 'the end of the stream',
        found: next.method ?? next.kind,
      });
    } else if (!isOwn && openMs >= LONG_MS) {
      report({
        message: `The stream of ${method} was still open ${String(Math.round(openMs / 1000))} s after its answer.`,
        place: answer.place,
        expected: 'the end of the stream',
        found: 'an open stream',
      });
    }
  },
});
