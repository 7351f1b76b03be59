import { isJsonObject, type JsonValue } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { blocksOf, contentsOf } from '../../parts/content.ts';
import { entriesOf } from '../../parts/entries.ts';
import { brief, page, rule } from '../../rule.ts';
import type { SeenExchange } from '../../seen-exchange.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/resources#custom-uri-schemes */
export const uriInvalid = rule({
  id: 'resource.uri-invalid',
  title: 'Invalid URI',
  checks: 'The uri of a resource is no URI.',
  spares: 'Templates, which have their own syntax; unknown schemes; what the client asked for, echoed.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/resources#custom-uri-schemes'),
  fix: 'Write a URI with a scheme, and escape what it may not contain: a space is %20.',
  check(exchange, report) {
    for (const { uri, place } of urisOf(exchange)) {
      const fault = typeof uri === 'string' ? uriFault(uri) : undefined;
      if (fault === undefined) continue;
      report({
        message: `${brief(uri)} is no URI: ${fault}.`,
        place: placeIn(place, 'uri'),
        expected: 'a URI by RFC 3986',
        found: brief(uri),
      });
    }
  },
});

function urisOf(exchange: SeenExchange): readonly { uri: JsonValue | undefined; place: string }[] {
  const found = [...entriesOf(exchange, 'resources/list'), ...contentsOf(exchange)].map(
    ({ value, place }) => ({
      uri: value['uri'],
      place,
    }),
  );
  for (const { value, place } of blocksOf(exchange)) {
    if (value['type'] === 'resource_link') found.push({ uri: value['uri'], place });
    const { resource } = value;
    if (value['type'] === 'resource' && isJsonObject(resource)) {
      found.push({ uri: resource['uri'], place: placeIn(place, 'resource') });
    }
  }
  // What a client asked for is echoed as it came.
  const asked = exchange.method === 'resources/read' ? exchange.request.message?.params['uri'] : undefined;
  return found.filter(({ uri }) => uri !== asked || asked === undefined);
}

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
/** Characters that no URI may contain. Brackets, | and ^ are spared: browsers write them unescaped. */
const FORBIDDEN = /[^\x21-\x7e]|["<>\\`{}]/;
const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

/** Why a text is no URI, as the end of a sentence. */
function uriFault(uri: string): string | undefined {
  if (uri === '') return 'it is empty';
  if (!SCHEME.test(uri)) return 'it has no scheme, as file: or https:';
  const [odd] = FORBIDDEN.exec(uri) ?? [];
  if (odd !== undefined) return `${JSON.stringify(odd)} must be escaped in it`;
  return BAD_ESCAPE.test(uri) ? 'a % in it is not followed by two hexadecimal digits' : undefined;
}
