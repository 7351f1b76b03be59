import { placeIn } from '../../../../shared/model/place.ts';
import { LIST_METHODS } from '../../list-fields.ts';
import { codeOf } from '../../traits.ts';
import { brief, page, rule } from '../../rule.ts';

/** What servers answer that did not expect it; other codes may be about something else. */
const UNEXPECTED: ReadonlySet<number | undefined> = new Set([-32603, -32600, -32000]);

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination#error-handling */
export const invalidCursorCode = rule({
  id: 'page.invalid-cursor-code',
  title: 'Invalid cursor not refused with -32602',
  checks: 'A cursor that the server never gave out is served, or refused with another code.',
  spares: 'Servers that do not paginate; cursors in ordinary traffic, which may be older than the recording.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/utilities/pagination#error-handling'),
  fix: 'Refuse a cursor that is none with the error -32602.',
  check(exchange, report, known) {
    const { method, answer, instanceId } = exchange;
    const cursor = exchange.request.message?.params['cursor'];
    if (typeof cursor !== 'string' || !LIST_METHODS.has(method) || !answer) return;
    // Of other cursors nobody can say that they are invalid: one may be older than the recording.
    if (exchange.origin !== 'probe' && !exchange.tampered) return;
    if (!known.pages.paginates(instanceId, method) || known.pages.given(method, cursor).length > 0) return;
    const code = codeOf(answer);
    if (!answer.result && !UNEXPECTED.has(code)) return;
    report({
      message: answer.result
        ? `The cursor ${brief(cursor)} was never given out, and is served.`
        : `The cursor ${brief(cursor)} was never given out, and is refused with another code than invalid cursors have.`,
      place: placeIn(answer.place, answer.result ? 'result' : 'error'),
      expected: 'an error -32602',
      found: answer.result ? 'a page' : `an error ${String(code)}`,
    });
  },
});
