import { placeIn } from '../../../../shared/model/place.ts';
import { cacheableResultOf } from '../../cacheable.ts';
import { isOf } from '../../pages.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching#interaction-with-pagination */
export const scopeDiffers = rule({
  id: 'cache.scope-differs',
  title: 'cacheScope differs between pages',
  checks: 'The pages of one list have different cacheScopes.',
  spares: 'Pages of a list that was begun anew.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/utilities/caching#interaction-with-pagination'),
  fix: 'Give all pages of one list the same cacheScope: "private" if any of them is.',
  check(exchange, report, known) {
    const cursor = exchange.request.message?.params['cursor'];
    const scope = cacheableResultOf(exchange)?.['cacheScope'];
    if (typeof cursor !== 'string' || typeof scope !== 'string') return;
    const before = known.pages.given(exchange.method, cursor).filter(isOf(exchange));
    // Several lists may have given the same cursor: this page goes on with any of them.
    const last = before.at(-1);
    if (!last || before.some((one) => one.scope === undefined || one.scope === scope)) return;
    report({
      message: `This page has another cacheScope than the first page of the list, which goes on from the answer to request ${String(last.number)}.`,
      place: placeIn(exchange.answer?.place ?? '', 'result', 'cacheScope'),
      expected: brief(last.scope),
      found: brief(scope),
    });
  },
});
