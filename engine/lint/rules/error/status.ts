import { ERROR_NAMES, isModernCode } from '../../../../shared/spec/modern.ts';
import { page, rule } from '../../rule.ts';
import { codeOf, isStreamed, missingMeta } from '../../traits.ts';

const INVALID_PARAMS = -32602;

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta and its neighbours on other pages. */
export const errorStatus = rule({
  id: 'error.status',
  title: 'Wrong HTTP status for this error',
  checks:
    'HeaderMismatch, MissingRequiredClientCapability, UnsupportedProtocolVersion and the refusal of an incomplete _meta come with HTTP 400.',
  spares: 'Errors inside a stream that had begun, stdio, and statuses that a proxy put in.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  transport: 'http',
  link: page('basic/index#_meta'),
  fix: 'Send this error with HTTP status 400.',
  check(exchange, report) {
    const { answer, response, messages } = exchange;
    if (!answer?.error || !response || response.status === 400) return;
    // A stream that has begun has had its status.
    if (isStreamed(exchange) && messages[0] !== answer) return;
    const code = codeOf(answer);
    const missing = code === INVALID_PARAMS ? missingMeta(exchange) : [];
    if (code === undefined || (!isModernCode(code) && missing.length === 0)) return;
    const what =
      missing.length > 0
        ? 'The refusal of a request whose _meta is incomplete'
        : `${ERROR_NAMES[code] ?? 'This error'} (${String(code)})`;
    report({
      message: `${what} came with HTTP status ${String(response.status)} instead of 400.`,
      place: 'status',
      expected: '400',
      found: String(response.status),
    });
  },
});
