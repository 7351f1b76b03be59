import { placeIn } from '../../../../shared/model/place.ts';
import { malformedKey } from '../../key-names.ts';
import { metaObjects } from '../../meta-objects.ts';
import { brief, everyMessage, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta */
export const metaKeyName = rule({
  id: 'meta.key-name',
  title: 'Malformed _meta key',
  checks: 'The prefix or the name of a key in _meta breaks the naming rules.',
  spares: 'The unprefixed keys that the specification itself defines.',
  severity: 'error',
  side: 'sender',
  era: 'modern',
  link: page('basic/index#_meta'),
  fix: 'Call keys of your own com.example/name: labels with dots, a slash, and a name of letters, digits, -, _ and dots.',
  check(exchange, report) {
    for (const message of everyMessage(exchange)) {
      for (const { meta, place } of metaObjects(message)) {
        for (const key of Object.keys(meta)) {
          const wrong = malformedKey(key);
          if (wrong === undefined) continue;
          report({
            message: `The key ${brief(key)} in _meta is malformed: ${wrong}.`,
            place: within(place, key),
            expected: 'prefix/name, as com.example/name',
            found: brief(key),
          });
        }
      }
    }
  },
});

function within(place: string, key: string): string {
  return place + placeIn('', key).slice(1);
}
