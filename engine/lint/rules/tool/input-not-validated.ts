import { placeIn } from '../../../../shared/model/place.ts';
import { isJsonObject } from '../../../../shared/model/json.ts';
import { successOf } from '../../parts/entries.ts';
import { watchList } from '../../parts/list-watch.ts';
import { brief, page, rule } from '../../rule.ts';
import { misfitHoweverRead, problemPlace } from '../../schema/fit.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#security-considerations */
export const inputNotValidated = rule({
  id: 'tool.input-not-validated',
  title: 'Invalid arguments accepted',
  checks: 'Arguments that do not fit the listed inputSchema lead to a success.',
  spares:
    'Lists that changed since; formats; dialects we do not know; what validators turn into what fits: "5", null, defaults, unknown members.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/tools#security-considerations'),
  fix: 'Validate the arguments against inputSchema and answer with isError, or correct the schema.',
  follow() {
    const watch = watchList('tools');
    return (exchange, report, known) => {
      const { method, request } = exchange;
      const params = method === 'tools/call' ? request.message?.params : undefined;
      const schema = watch(exchange, known, params?.['name'])?.['inputSchema'];
      if (schema === undefined || !params || !successOf(exchange) || exchange.partial) return;
      const { arguments: given = {}, name } = params;
      if (!isJsonObject(given)) return;
      const problem = misfitHoweverRead(schema, given);
      if (!problem) return;
      report({
        message: `The tool ${brief(name)} succeeded with arguments that its inputSchema does not allow. ${problem.pointer === '' ? 'arguments' : problem.pointer.slice(1)}: ${problem.message}`,
        place: problemPlace(placeIn('request', 'params', 'arguments'), problem),
        expected: 'a result with isError, or an error',
        found: 'a success',
      });
    };
  },
});
