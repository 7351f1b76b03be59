import { placeIn } from '../../../../shared/model/place.ts';
import { Declarations } from '../../declarations.ts';
import { featureOf, listFieldOf } from '../../features.ts';
import { page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';
import { sparesExchange } from '../../spare.ts';
import { BoundedSet } from '../../traits.ts';

interface Served {
  readonly feature: string;
  readonly what: string;
  readonly place: string;
}

/** Said once for each instance and feature. https://modelcontextprotocol.io/specification/2026-07-28/server/tools#capabilities */
export const notDeclared = rule({
  id: 'capability.not-declared',
  title: 'Feature served but not declared',
  checks: 'The server serves a feature or sends log messages, and its server/discover does not declare it.',
  spares: 'Recordings without an answer to server/discover; answers that depend on the credentials.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/tools#capabilities'),
  fix: 'Declare each feature that the server has in the capabilities of server/discover.',
  follow() {
    const declarations = new Declarations();
    const told = new BoundedSet();
    return (exchange, report) => {
      if (sparesExchange(exchange, 'server') !== undefined) return;
      declarations.learn(exchange);
      const declared = declarations.of(exchange);
      if (!declared) return;
      for (const { feature, what, place } of servedBy(exchange)) {
        if (declared[feature] !== undefined) continue;
        if (!told.add(JSON.stringify([exchange.instanceId, feature]))) continue;
        report({
          message: `The server ${what}, and its server/discover does not declare ${feature}. This is said once for each instance.`,
          place,
          expected: `capabilities.${feature}`,
          found: 'not declared',
        });
      }
    };
  },
});

function servedBy({ method, answer, messages }: SeenExchange): readonly Served[] {
  const served: Served[] = [];
  const log = messages.find(
    (message) => message.from === 'server' && message.method === 'notifications/message',
  );
  if (log) served.push({ feature: 'logging', what: 'sends log messages', place: log.place });
  const feature = featureOf(method);
  const result = answer?.result;
  // Who answers with nothing, or says that it failed, does not serve it.
  if (!answer || !result || feature === undefined || result['isError'] === true) return served;
  const field = listFieldOf(method);
  const entries = field === undefined ? undefined : result[field];
  if (field !== undefined && !(Array.isArray(entries) && entries.length > 0)) return served;
  served.push({ feature, what: `answers ${method}`, place: placeIn(answer.place, 'result') });
  return served;
}
