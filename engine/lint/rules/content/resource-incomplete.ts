import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { blocksOf } from '../../parts/content.ts';
import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/server/prompts#embedded-resources */
export const resourceIncomplete = rule({
  id: 'content.resource-incomplete',
  title: 'Embedded resource incomplete',
  checks: 'An embedded resource lacks its URI, its type, or both text and blob.',
  spares:
    'Resource links, which carry no content; in tools those without a type, which the schema lets them leave out.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('server/prompts#embedded-resources'),
  fix: 'Give the embedded resource its uri, its mimeType, and text or blob.',
  check(exchange, report) {
    for (const { of, value, place } of blocksOf(exchange)) {
      if (value['type'] !== 'resource') continue;
      const resource = isJsonObject(value['resource']) ? value['resource'] : {};
      const lacks: string[] = [];
      if (typeof resource['uri'] !== 'string' || resource['uri'] === '') lacks.push('its uri');
      // The schema lets a tool leave out a type that it does not know; the page on prompts does not.
      if (of === 'prompt' && typeof resource['mimeType'] !== 'string') lacks.push('its mimeType');
      if (typeof resource['text'] !== 'string' && typeof resource['blob'] !== 'string')
        lacks.push('text or blob');
      if (lacks.length === 0) continue;
      report({
        message: `The embedded resource lacks ${lacks.join(' and ')}.`,
        place: isJsonObject(value['resource']) ? placeIn(place, 'resource') : place,
        expected: 'uri, mimeType, and text or blob',
        found: `no ${lacks.map((part) => part.replace('its ', '').replace(' or ', ', no ')).join(', no ')}`,
      });
    }
  },
});
