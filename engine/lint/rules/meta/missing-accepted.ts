import { page, rule } from '../../rule.ts';
import { codeOf, isModernServer, missingMeta } from '../../traits.ts';

const INVALID_PARAMS = -32602;
/** Refusals for another reason, which may come first: unreadable, unknown method, unsupported revision. */
const OTHER_REASONS: ReadonlySet<unknown> = new Set([-32700, -32601, -32022]);

/**
 * That the refusal comes with HTTP 400 is the business of error.status.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta
 */
export const missingAccepted = rule({
  id: 'meta.missing-accepted',
  title: 'Incomplete _meta not refused',
  checks: 'A request without a required _meta field is served, or refused with another code than -32602.',
  spares:
    'Servers that have not shown that they are modern. A request without any version that is answered as legacy by a server of both eras.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/index#_meta'),
  fix: 'Refuse requests whose _meta lacks a required field with -32602, and HTTP 400.',
  check(exchange, report, known) {
    const { answer, routing, revision } = exchange;
    const missing = missingMeta(exchange);
    if (!answer || missing.length === 0 || !isModernServer(exchange, known)) return;
    const what = missing.join(' and ');
    if (answer.result) {
      report({
        message: `The request has no ${what} in _meta, and the server served it instead of refusing it.`,
        place: `${answer.place}:/result`,
        expected: 'an error with the code -32602',
        found: 'a result',
      });
      return;
    }
    const code = codeOf(answer);
    if (code === undefined || code === INVALID_PARAMS || OTHER_REASONS.has(code)) return;
    // Without any version the legacy half of the server may have refused it, in its own way.
    if (revision === undefined) return;
    // Headers that contradict the body in more than what is missing may be refused first.
    const contradicts = routing.some(
      ({ verdict, fieldValue }) =>
        verdict === 'invalid' ||
        verdict === 'missing' ||
        (verdict === 'mismatch' && fieldValue !== undefined),
    );
    if (code === -32020 && contradicts) return;
    report({
      message: `The request has no ${what} in _meta, and the server refused it with ${String(code)} instead of -32602.`,
      place: `${answer.place}:/error/code`,
      expected: '-32602',
      found: String(code),
    });
  },
});
