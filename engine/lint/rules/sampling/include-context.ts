import { placeIn } from '../../../../shared/model/place.ts';
import { samplingsOf } from '../../parts/sampling.ts';
import { brief, page, rule } from '../../rule.ts';

/** Deprecated values of includeContext. */
export const DEPRECATED_CONTEXTS: ReadonlySet<unknown> = new Set(['thisServer', 'allServers']);

/** https://modelcontextprotocol.io/specification/2026-07-28/client/sampling#capabilities */
export const includeContext = rule({
  id: 'sampling.include-context',
  title: 'Deprecated includeContext',
  checks: 'A sampling request uses thisServer or allServers.',
  spares: 'none, and absence.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('client/sampling#capabilities'),
  fix: 'Leave includeContext out, and put what the model needs into the messages.',
  check(exchange, report) {
    for (const { params, place } of samplingsOf(exchange)) {
      const context = params['includeContext'];
      if (!DEPRECATED_CONTEXTS.has(context)) continue;
      report({
        message: `The sampling request uses includeContext ${brief(context)}, which is deprecated.`,
        place: placeIn(place, 'params', 'includeContext'),
        expected: 'no includeContext, or "none"',
        found: brief(context),
      });
    }
  },
});
