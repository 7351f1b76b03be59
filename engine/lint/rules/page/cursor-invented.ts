import { placeIn } from '../../../../shared/model/place.ts';
import { LIST_METHODS } from '../../list-fields.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination#implementation-guidelines */
export const cursorInvented = rule({
  id: 'page.cursor-invented',
  title: 'Cursor from nowhere',
  checks: 'A list is asked for with a cursor that no page gave out.',
  spares: 'Lists that began before the recording; probes; what a person composed.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('server/utilities/pagination#implementation-guidelines'),
  fix: 'Send only the nextCursor of the page before, exactly as it came.',
  check(exchange, report, known) {
    // Who writes a request by hand may try what a cursor of their own does.
    if (exchange.origin !== 'gateway' && exchange.origin !== 'import') return;
    const { method } = exchange;
    const cursor = exchange.request.message?.params['cursor'];
    if (typeof cursor !== 'string' || !LIST_METHODS.has(method)) return;
    if (known.pages.given(method, cursor).length > 0 || !known.pages.sawFromTheStart(exchange)) return;
    report({
      message: `No page of ${method} in this recording gave out this cursor.`,
      place: placeIn('request', 'params', 'cursor'),
      expected: 'the nextCursor of a page',
      found: brief(cursor),
    });
  },
});
