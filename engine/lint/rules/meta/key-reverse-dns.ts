import { placeIn } from '../../../../shared/model/place.ts';
import { reversedPrefix } from '../../key-names.ts';
import { metaObjects } from '../../meta-objects.ts';
import { brief, everyMessage, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta */
export const metaKeyReverseDns = rule({
  id: 'meta.key-reverse-dns',
  title: 'Prefix not in reverse DNS order',
  checks: 'The prefix of a _meta key ends, not begins, with a well-known top-level domain.',
  spares: 'Prefixes of one label, and names that happen to look like a domain at both ends.',
  severity: 'warning',
  side: 'sender',
  era: 'modern',
  link: page('basic/index#_meta'),
  fix: 'Begin the prefix with the top-level domain: com.example/ rather than example.com/.',
  check(exchange, report) {
    for (const message of everyMessage(exchange)) {
      for (const { meta, place } of metaObjects(message)) {
        for (const key of Object.keys(meta)) {
          const expected = reversedPrefix(key);
          if (expected === undefined) continue;
          report({
            message: `The prefix of the key ${brief(key)} in _meta is a domain as it stands in an address.`,
            place: place + placeIn('', key).slice(1),
            expected,
            found: key.slice(0, key.indexOf('/') + 1),
          });
        }
      }
    }
  },
});
