import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { samplingsOf } from '../../parts/sampling.ts';
import { brief, page, rule } from '../../rule.ts';
import { DEPRECATED_CONTEXTS } from './include-context.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/client/sampling#capabilities */
export const includeContextUndeclared = rule({
  id: 'sampling.include-context-undeclared',
  title: 'includeContext without the capability',
  checks:
    'A sampling request uses thisServer or allServers, and the client did not declare sampling.context.',
  spares: 'none, and absence.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('client/sampling#capabilities'),
  fix: 'Use includeContext only where the request declares sampling.context.',
  check(exchange, report) {
    const sampling = exchange.declared?.['sampling'];
    if (isJsonObject(sampling) && sampling['context'] !== undefined) return;
    for (const { params, place } of samplingsOf(exchange)) {
      const context = params['includeContext'];
      if (!DEPRECATED_CONTEXTS.has(context)) continue;
      report({
        message: `The sampling request uses includeContext ${brief(context)}, and the client did not declare sampling.context.`,
        place: placeIn(place, 'params', 'includeContext'),
        expected: 'clientCapabilities.sampling.context on this request',
        found: exchange.declared === undefined ? 'no clientCapabilities' : brief(exchange.declared),
      });
    }
  },
});
