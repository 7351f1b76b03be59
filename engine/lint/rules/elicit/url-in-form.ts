import { isJsonObject, type JsonObject, type JsonValue } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { formsOf, textOf } from '../../parts/input.ts';
import { brief, page, rule } from '../../rule.ts';

const ADDRESS = /\bhttps?:\/\/[^\s"'<>()[\]]+/gi;
/** Before an address that only shows what one looks like. */
const EXAMPLE =
  /(?:e\.?\s?g\.?|example|examples|for instance|such as|like|format|i\.e\.|looks?)[\s:,("'`]*$/i;
/** Hosts that belong to nobody, kept for examples: https://www.rfc-editor.org/rfc/rfc2606 */
const NOBODY = /(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$/i;
/** A host that is to be filled in, as {host}, <host>, your-domain.com, or dots. */
const PLACEHOLDER = /[{}<>*…$%]|^\.*$|\byour\b|\bmy\b|^x+\./i;

/** https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#safe-url-handling */
export const urlInForm = rule({
  id: 'elicit.url-in-form',
  title: 'URL in a form',
  checks: 'A text of a form elicitation contains an http address.',
  spares: 'Formats and placeholders that only tell what a URL looks like (example.com).',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('client/elicitation#safe-url-handling'),
  fix: 'Ask by URL where the person is to open an address; clients do not make links of those in forms.',
  check(exchange, report) {
    for (const { request, schema, fields } of formsOf(exchange)) {
      const texts = [
        { text: textOf(request.params['message']), place: placeIn(request.place, 'params', 'message') },
        ...['title', 'description'].map((member) => ({
          text: textOf(schema[member]),
          place: placeIn(request.place, 'params', 'requestedSchema', member),
        })),
        ...fields.flatMap((field) => textsOf(field.schema, field.place)),
      ];
      for (const { text, place } of texts) {
        const address = text.includes('://') ? addressIn(text) : undefined;
        if (address === undefined) continue;
        report({
          message: `A text of the form contains the address ${brief(address)}; in forms nobody is to follow links.`,
          place,
          expected: 'no address to open',
          found: brief(address),
        });
      }
    }
  },
});

function textsOf(field: JsonObject, place: string): readonly { text: string; place: string }[] {
  // Who asks for an address shows what one looks like.
  if (field['format'] === 'uri') return [];
  const options = ['oneOf', 'anyOf'].flatMap((member) => {
    const list = field[member];
    if (!Array.isArray(list)) return [];
    return (list as readonly JsonValue[]).map((option, at) => ({
      text: isJsonObject(option) ? textOf(option['title']) : '',
      place: placeIn(place, member, at, 'title'),
    }));
  });
  const own = ['title', 'description'].map((member) => ({
    text: textOf(field[member]),
    place: placeIn(place, member),
  }));
  return [...own, ...options];
}

/** The first address in a text that is no mere example. */
function addressIn(text: string): string | undefined {
  for (const match of text.matchAll(ADDRESS)) {
    const [address] = match;
    if (EXAMPLE.test(text.slice(Math.max(0, match.index - 30), match.index))) continue;
    const host = address
      .replace(/^https?:\/\//i, '')
      .replace(/[/?#:].*$/, '')
      .replace(/[.,;!]+$/, '');
    if (NOBODY.test(host) || PLACEHOLDER.test(host)) continue;
    return address.replace(/[.,;!?]+$/, '');
  }
  return undefined;
}
