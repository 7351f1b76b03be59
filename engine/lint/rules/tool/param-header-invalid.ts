import { placeIn } from '../../../../shared/model/place.ts';
import { readParamHeaders } from '../../../protocol/modern/param-headers.ts';
import { entriesOf } from '../../parts/entries.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#x-mcp-header */
export const paramHeaderInvalid = rule({
  id: 'tool.param-header-invalid',
  title: 'Invalid x-mcp-header',
  checks:
    'An x-mcp-header breaks one of its constraints: empty, no token, twice, on no primitive, or out of reach.',
  spares: 'Annotations in tools of a sampling request.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/tools#x-mcp-header'),
  fix: 'Correct the annotation or take it away: clients over HTTP must leave the whole tool out of the list.',
  check(exchange, report) {
    if (exchange.method !== 'tools/list' || !exchange.answer?.text.includes('x-mcp-header')) return;
    for (const { value, place } of entriesOf(exchange, 'tools/list')) {
      const { inputSchema, name } = value;
      if (inputSchema === undefined) continue;
      const read = readParamHeaders(inputSchema);
      if (read.valid) continue;
      report({
        message: `Clients over HTTP leave out the tool ${brief(name)}. ${read.reason}`,
        place: placeIn(place, 'inputSchema'),
        expected: 'different header names, each on a property of type string, integer or boolean',
        found: read.reason,
      });
    }
  },
});
