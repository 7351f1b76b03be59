import { placeIn } from '../../../../shared/model/place.ts';
import { successOf } from '../../parts/entries.ts';
import { watchList } from '../../parts/list-watch.ts';
import { brief, page, rule } from '../../rule.ts';
import { misfitOf, problemPlace } from '../../schema/fit.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#output-schema */
export const outputSchemaBroken = rule({
  id: 'tool.output-schema-broken',
  title: 'Result does not fit the output schema',
  checks: 'structuredContent is missing or does not fit the listed outputSchema.',
  spares: 'Results with isError; lists that changed since; dialects we do not know.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/tools#output-schema'),
  fix: 'Return structuredContent that fits the outputSchema, or correct the schema.',
  follow() {
    const watch = watchList('tools');
    return (exchange, report, known) => {
      const { method, answer, request } = exchange;
      const name = method === 'tools/call' ? request.message?.params['name'] : undefined;
      const schema = watch(exchange, known, name)?.['outputSchema'];
      const result = successOf(exchange);
      if (schema === undefined || !answer || !result || exchange.partial) return;
      const { structuredContent } = result;
      if (structuredContent === undefined) {
        report({
          message: `The tool ${brief(name)} lists an outputSchema, and this result has no structuredContent.`,
          place: placeIn(answer.place, 'result'),
          expected: 'structuredContent that fits the outputSchema',
          found: 'no structuredContent',
        });
        return;
      }
      const problem = misfitOf(schema, structuredContent);
      if (!problem) return;
      const at = problem.pointer === '' ? 'structuredContent' : `structuredContent${problem.pointer}`;
      report({
        message: `The result of the tool ${brief(name)} does not fit its outputSchema. ${at}: ${problem.message}`,
        place: problemPlace(placeIn(answer.place, 'result', 'structuredContent'), problem),
        expected: problem.message,
      });
    };
  },
});
