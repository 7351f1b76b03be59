import { jsonOf } from '../../../../shared/model/json.ts';
import { readParamHeaders } from '../../../protocol/modern/param-headers.ts';
import { entriesOf } from '../../parts/entries.ts';
import { brief, page, rule } from '../../rule.ts';

/** Tools that are remembered, over all clients. */
const MOST_TOOLS = 10_000;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#x-mcp-header */
export const callsInvalidTool = rule({
  id: 'client.calls-invalid-tool',
  title: 'Calls a tool that it should have excluded',
  checks: 'Over HTTP a client calls a tool whose x-mcp-header is invalid.',
  spares: 'Calls that a person composed on purpose; clients that never saw the list.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  transport: 'http',
  link: page('server/tools#x-mcp-header'),
  fix: 'Leave tools with an invalid x-mcp-header out of the list that the model and the user are given.',
  follow() {
    // Only what this very client was told counts: it may have learned of the tool elsewhere.
    const told = new Map<string, string>();
    return (exchange, report) => {
      // Hopscope's own requests are composed by a person, or repeat what was recorded.
      if (exchange.origin !== 'gateway') return;
      const { client, method, request, answer } = exchange;
      const key = (name: unknown) => jsonOf([client, name]);
      const lists =
        method === 'tools/list' && (told.size > 0 || answer?.text.includes('x-mcp-header') === true);
      for (const { value } of lists ? entriesOf(exchange, 'tools/list') : []) {
        const read = readParamHeaders(value['inputSchema'] ?? {});
        if (read.valid) told.delete(key(value['name']));
        else if (told.size < MOST_TOOLS) told.set(key(value['name']), read.reason);
      }
      if (method !== 'tools/call') return;
      const name = request.message?.params['name'];
      const reason = told.get(key(name));
      if (reason === undefined) return;
      report({
        message: `The client calls the tool ${brief(name)}, whose x-mcp-header is invalid as it was told. ${reason}`,
        place: 'request:/params/name',
        expected: 'the tool left out',
        found: brief(name),
      });
    };
  },
});
