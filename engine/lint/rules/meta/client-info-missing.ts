import { placeIn } from '../../../../shared/model/place.ts';
import { META } from '../../../../shared/spec/modern.ts';
import { page, rule } from '../../rule.ts';
import { sparesExchange } from '../../spare.ts';
import { BoundedSet, missingMeta } from '../../traits.ts';

/** One finding a client. https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta */
export const clientInfoMissing = rule({
  id: 'meta.client-info-missing',
  title: 'Client does not say who it is',
  checks: 'A request has no clientInfo in _meta.',
  spares: 'Clients configured to stay anonymous: one finding a client, not one a request.',
  severity: 'warning',
  side: 'client',
  era: 'modern',
  link: page('basic/index#_meta'),
  fix: 'Add io.modelcontextprotocol/clientInfo with name and version to _meta of each request, unless it is switched off on purpose.',
  follow() {
    const told = new BoundedSet();
    return (exchange, report) => {
      const { request, meta, method, client } = exchange;
      if (request.message?.kind !== 'request' || method === 'initialize') return;
      if (meta[META.clientInfo] !== undefined || missingMeta(exchange).length > 0) return;
      // Of what was left out on purpose no client is told, so that its next request is.
      if (sparesExchange(exchange, 'client') !== undefined || !told.add(client)) return;
      report({
        message: 'The client does not say in _meta who it is. This is said once for each client.',
        place: placeIn('request', 'params', '_meta'),
        expected: META.clientInfo,
        found: 'no such key',
      });
    };
  },
});
