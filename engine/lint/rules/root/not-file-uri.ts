import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { MODERN_REVISION } from '../../../../shared/spec/modern.ts';
import { placed } from '../../parts/entries.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/client/roots#root */
export const notFileUri = rule({
  id: 'root.not-file-uri',
  title: 'Root is no file URI',
  checks: 'The uri of a root does not begin with file://.',
  spares: 'Later revisions that allow others.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('client/roots#root'),
  fix: 'Give roots as file:// URIs.',
  check({ request, revision }, report) {
    // Later revisions may allow others.
    if (revision !== undefined && revision !== MODERN_REVISION) return;
    const responses = request.message?.params['inputResponses'];
    if (!isJsonObject(responses)) return;
    for (const [key, response] of Object.entries(responses)) {
      if (!isJsonObject(response)) continue;
      const roots = placed(response['roots'], 'request', 'params', 'inputResponses', key, 'roots');
      for (const { value, place } of roots) {
        const { uri } = value;
        if (typeof uri !== 'string' || /^file:\/\//i.test(uri)) continue;
        report({
          message: `The root ${brief(uri)} is no file:// URI.`,
          place: placeIn(place, 'uri'),
          expected: 'a URI that begins with file://',
          found: brief(uri),
        });
      }
    }
  },
});
