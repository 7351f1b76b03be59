import { headerValue } from '../../../../shared/model/headers.ts';
import { answeredThroughProxy } from '../../headers/proxies.ts';
import { page, rule } from '../../rule.ts';
import { isStreamed } from '../../traits.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#receiving-messages */
export const accelBufferingMissing = rule({
  id: 'header.accel-buffering-missing',
  title: 'X-Accel-Buffering missing',
  checks: 'A stream begins without X-Accel-Buffering: no.',
  spares: 'Answers through nginx or another proxy that consumes the header.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/transports/streamable-http#receiving-messages'),
  fix: 'Send "X-Accel-Buffering: no" with each stream, so that no proxy holds its events back.',
  check(exchange, report) {
    const { response } = exchange;
    if (response?.status !== 200 || !isStreamed(exchange)) return;
    const value = headerValue(response.headers, 'x-accel-buffering');
    // nginx acts on the header and does not pass it on.
    if (value?.trim().toLowerCase() === 'no' || answeredThroughProxy(exchange)) return;
    report({
      message: 'The answer is a stream without "X-Accel-Buffering: no", so a proxy may hold its events back.',
      place: 'answer-header:X-Accel-Buffering',
      expected: 'no',
      found: value ?? 'no such header',
    });
  },
});
