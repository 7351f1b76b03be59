import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { entriesOf } from '../../parts/entries.ts';
import { brief, page, rule } from '../../rule.ts';
import { dialectOf } from '../../schema/dialect.ts';

/** Tools that are named in one finding. */
const MOST_NAMED = 5;

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#schema-dialect */
export const schemaDialect = rule({
  id: 'tool.schema-dialect',
  title: 'Other dialect than 2020-12',
  checks: '$schema of a tool names another dialect than 2020-12.',
  spares: 'A fragment or http in the address of the dialect.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('basic/index#schema-dialect'),
  fix: 'Write the schemas in JSON Schema 2020-12, which every client must support, and leave $schema out or name it.',
  check(exchange, report) {
    // Whoever writes one schema in another dialect writes all of them so: one finding for each dialect of a list.
    const found = new Map<string, { readonly place: string; readonly tools: Set<string> }>();
    for (const { value, place } of entriesOf(exchange, 'tools/list')) {
      for (const member of ['inputSchema', 'outputSchema'] as const) {
        const schema = value[member];
        if (!isJsonObject(schema)) continue;
        const { $schema: named } = schema;
        if (typeof named !== 'string' || dialectOf(schema) === '2020-12') continue;
        const one = found.get(named) ?? { place: placeIn(place, member, '$schema'), tools: new Set() };
        one.tools.add(brief(value['name']));
        found.set(named, one);
      }
    }
    for (const [named, { place, tools }] of found) {
      const some = [...tools].slice(0, MOST_NAMED).join(', ');
      const who = tools.size === 1 ? `The tool ${some} has` : `${String(tools.size)} tools have`;
      const list = tools.size === 1 ? '' : ` (${some}${tools.size > MOST_NAMED ? ', …' : ''})`;
      report({
        message: `${who} a schema in another dialect than 2020-12${list}: a client need not support it.`,
        place,
        expected: 'https://json-schema.org/draft/2020-12/schema, or no $schema',
        found: brief(named),
      });
    }
  },
});
