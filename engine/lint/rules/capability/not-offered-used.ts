import { jsonOf } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { Declarations, keyOf } from '../../declarations.ts';
import { featureOf } from '../../features.ts';
import { page, rule } from '../../rule.ts';
import { sparesExchange } from '../../spare.ts';
import { BoundedSet } from '../../traits.ts';

/** Said once for each client, instance and feature. https://modelcontextprotocol.io/specification/2026-07-28/server/prompts */
export const notOfferedUsed = rule({
  id: 'capability.not-offered-used',
  title: 'Client asks for what is not offered',
  checks: 'A client calls a method of a feature that the server’s server/discover does not declare.',
  spares: 'Clients that never asked server/discover, which is optional; Hopscope’s own tour.',
  severity: 'warning',
  side: 'client',
  era: 'modern',
  link: page('server/prompts#implementation-considerations'),
  fix: 'Ask only for features that the server’s server/discover declares.',
  follow() {
    const declarations = new Declarations();
    const told = new BoundedSet();
    return (exchange, report) => {
      // A tour asks for everything, to see what comes.
      if (exchange.origin === 'probe' || sparesExchange(exchange, 'client') !== undefined) return;
      // Only what this client was told itself counts.
      const key = jsonOf([keyOf(exchange), exchange.client]);
      declarations.learn(exchange, key);
      const feature = exchange.request.message?.kind === 'request' ? featureOf(exchange.method) : undefined;
      const offered = feature === undefined ? undefined : declarations.of(exchange, key);
      if (
        feature === undefined ||
        !offered ||
        offered[feature] !== undefined ||
        !told.add(`${key} ${feature}`)
      )
        return;
      report({
        message: `The client calls ${exchange.method}, and the server’s server/discover does not declare ${feature}. This is said once for each client.`,
        place: placeIn('request', 'method'),
        expected: `a feature that the server declares`,
        found: exchange.method,
      });
    };
  },
});
