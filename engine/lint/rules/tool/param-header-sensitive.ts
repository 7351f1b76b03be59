import { isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { readParamHeaders } from '../../../protocol/modern/param-headers.ts';
import { entriesOf } from '../../parts/entries.ts';
import { textOf } from '../../parts/input.ts';
import { personalIn, secretIn } from '../../parts/secret-words.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/tools#x-mcp-header */
export const paramHeaderSensitive = rule({
  id: 'tool.param-header-sensitive',
  title: 'Secret travels as a header',
  checks: 'A parameter with x-mcp-header is called like a password, key, token or secret.',
  spares:
    'Names that only contain such a word, as tokenCount; bare key or token unless the description says whose; yes or no, and choices.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/tools#x-mcp-header'),
  fix: 'Take x-mcp-header away from this parameter: whoever stands between can read and log headers.',
  check(exchange, report) {
    if (exchange.method !== 'tools/list' || !exchange.answer?.text.includes('x-mcp-header')) return;
    for (const { value, place } of entriesOf(exchange, 'tools/list')) {
      const { inputSchema } = value;
      if (!isJsonObject(inputSchema)) continue;
      const read = readParamHeaders(inputSchema);
      for (const { path, type, header } of read.valid ? read.headers : []) {
        const name = path.at(-1) ?? '';
        const steps = path.flatMap((step) => ['properties', step]);
        const schema = schemaAt(inputSchema, steps);
        // Whether there is one, or which of some, is no secret.
        if (type === 'boolean' || schema['enum'] !== undefined || schema['const'] !== undefined) continue;
        const described = { title: textOf(schema['title']), description: textOf(schema['description']) };
        const word = secretIn(name, described) ?? personalIn(name);
        if (word === undefined) continue;
        report({
          message: `The parameter ${brief(name)} of the tool ${brief(value['name'])} looks like a secret (${word}), and is sent as the header ${header}, too.`,
          place: placeIn(place, 'inputSchema', ...steps, 'x-mcp-header'),
          expected: 'no x-mcp-header',
          found: brief(schema['x-mcp-header']),
        });
      }
    }
  },
});

function schemaAt(root: JsonObject, steps: readonly string[]): JsonObject {
  let node: JsonValue | undefined = root;
  for (const step of steps) node = isJsonObject(node) ? node[step] : undefined;
  return isJsonObject(node) ? node : {};
}
