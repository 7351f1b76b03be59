import { isJsonObject, type JsonValue } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { entriesOf } from '../../parts/entries.ts';
import { brief, page, rule, type Report } from '../../rule.ts';
import { dialectOf } from '../../schema/dialect.ts';
import { schemaFault } from '../../schema/validity.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#schema-validation */
export const schemaInvalid = rule({
  id: 'tool.schema-invalid',
  title: 'Invalid JSON Schema',
  checks: 'inputSchema or outputSchema is no object, or not valid in its dialect.',
  spares: 'Dialects we do not know; network references, which are never fetched.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/index#schema-validation'),
  fix: 'Correct the keyword, or name the dialect in which the schema is written with $schema.',
  check(exchange, report) {
    for (const { value, place } of entriesOf(exchange, 'tools/list')) {
      for (const member of ['inputSchema', 'outputSchema'] as const) {
        const schema = value[member];
        if (schema !== undefined) judge(schema, brief(value['name']), placeIn(place, member), member, report);
      }
    }
  },
});

function judge(schema: JsonValue, tool: string, place: string, member: string, report: Report): void {
  if (!isJsonObject(schema)) {
    report({
      message: `${member} of the tool ${tool} is no JSON Schema object.`,
      place,
      expected: 'an object',
      found: brief(schema),
    });
    return;
  }
  const { $schema: named } = schema;
  if (named !== undefined && typeof named !== 'string') {
    report({
      message: `$schema in ${member} of the tool ${tool} must be text.`,
      place: placeIn(place, '$schema'),
      expected: 'the address of a dialect',
      found: brief(named),
    });
    return;
  }
  const dialect = dialectOf(schema);
  const fault = dialect && schemaFault(schema, dialect);
  if (!fault) return;
  const { path, must } = fault;
  const keyword = path.length === 0 ? 'The schema' : path.join('.');
  report({
    message: `${member} of the tool ${tool} is not valid in JSON Schema ${dialect}: ${keyword} ${must}.`,
    place: placeIn(place, ...path),
    expected: must.replace(/^must be /, ''),
    found: brief(valueAt(schema, path)),
  });
}

function valueAt(schema: JsonValue, path: readonly (string | number)[]): JsonValue | undefined {
  let value: unknown = schema;
  for (const key of path) value = (value as Record<string | number, unknown> | undefined)?.[key];
  return value as JsonValue | undefined;
}
