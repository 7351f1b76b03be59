import { placeIn } from '../../../../shared/model/place.ts';
import { cacheableResultOf } from '../../cacheable.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/caching#cacheable-results */
export const hintsMissing = rule({
  id: 'cache.hints-missing',
  title: 'Caching hints missing',
  checks: 'A complete result of a cacheable method lacks ttlMs or cacheScope.',
  spares: 'input_required results and legacy answers.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/utilities/caching#cacheable-results'),
  fix: 'Add ttlMs (0 where it must not be kept) and cacheScope ("public" or "private") to the result.',
  check(exchange, report) {
    const result = cacheableResultOf(exchange);
    if (!result) return;
    const missing = ['ttlMs', 'cacheScope'].filter((hint) => result[hint] === undefined);
    if (missing.length === 0) return;
    // The text demands them of resources/read, and one of the specification's own examples of it has neither.
    const asInExample = exchange.method === 'resources/read' && missing.length === 2;
    report({
      ...(asInExample && { severity: 'warning' }),
      message: `The result of ${exchange.method} lacks ${missing.join(' and ')}, so a client cannot tell how long and for whom it may be kept.`,
      place: placeIn(exchange.answer?.place ?? '', 'result'),
      expected: 'ttlMs and cacheScope',
      found: `no ${missing.join(', no ')}`,
    });
  },
});
