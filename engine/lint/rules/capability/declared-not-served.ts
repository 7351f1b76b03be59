import { Declarations } from '../../declarations.ts';
import { featureOf, listFieldOf } from '../../features.ts';
import { page, rule } from '../../rule.ts';
import { codeOf } from '../../traits.ts';

const METHOD_NOT_FOUND = -32601;
/** Templates are a list of their own, and servers without any may not have it. */
const OPTIONAL = 'resources/templates/list';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#capabilities */
export const declaredNotServed = rule({
  id: 'capability.declared-not-served',
  title: 'Feature declared but not served',
  checks: 'The server declares prompts, resources or tools, and refuses the list as an unknown method.',
  spares: 'Failures of another kind, and an instance other than the one that declared it (its own finding).',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/tools#capabilities'),
  fix: 'Answer the list of each feature that server/discover declares, or do not declare it.',
  follow() {
    const declarations = new Declarations();
    return (exchange, report) => {
      declarations.learn(exchange);
      const { method, answer } = exchange;
      if (!answer || codeOf(answer) !== METHOD_NOT_FOUND) return;
      const feature =
        listFieldOf(method) === undefined || method === OPTIONAL ? undefined : featureOf(method);
      if (feature === undefined || declarations.of(exchange)?.[feature] === undefined) return;
      report({
        message: `The server declares ${feature} in server/discover and says that it does not know ${method}.`,
        place: `${answer.place}:/error/code`,
        expected: 'a result',
        found: String(METHOD_NOT_FOUND),
      });
    };
  },
});
