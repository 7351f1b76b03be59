import { isJsonObject, type JsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { brief, page, rule } from '../../rule.ts';
import type { SeenMessage } from '../../seen-exchange.ts';

const FIELDS = new Map([
  ['notifications/tools/list_changed', 'toolsListChanged'],
  ['notifications/prompts/list_changed', 'promptsListChanged'],
  ['notifications/resources/list_changed', 'resourcesListChanged'],
]);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/subscriptions#opening-a-stream */
export const unrequestedNotification = rule({
  id: 'stream.unrequested-notification',
  title: 'Notification nobody asked for',
  checks: 'A subscription carries a type or a resource that its filter does not name.',
  spares: 'Types of extensions that the filter names in their own fields.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/subscriptions#opening-a-stream'),
  fix: 'Send only the types and resources that the filter of subscriptions/listen names.',
  check({ method, request, messages }, report) {
    if (method !== 'subscriptions/listen') return;
    const given = request.message?.params['notifications'];
    const filter = isJsonObject(given) ? given : {};
    for (const message of messages) {
      if (message.kind !== 'notification' || message.method === undefined) continue;
      const field = FIELDS.get(message.method);
      if (field !== undefined && filter[field] !== true) {
        report({
          message: `The subscription did not ask for ${message.method}, and the server sent it.`,
          place: placeIn(message.place, 'method'),
          expected: `only what the filter names: ${brief(filter)}`,
          found: message.method,
        });
      } else if (message.method === 'notifications/resources/updated' && !isWanted(message, filter)) {
        report({
          message: `The subscription did not ask for this resource: ${brief(message.params['uri'])}.`,
          place: placeIn(message.place, 'params', 'uri'),
          expected: `one of ${brief(filter['resourceSubscriptions'] ?? [])}`,
          found: brief(message.params['uri']),
        });
      }
    }
  },
});

/** A part of a subscribed resource is wanted, too. */
function isWanted({ params }: SeenMessage, filter: JsonObject): boolean {
  const { uri } = params;
  const wanted = filter['resourceSubscriptions'];
  // What has no URI is judged by its schema.
  if (typeof uri !== 'string') return true;
  if (!Array.isArray(wanted)) return false;
  const uris = (wanted as readonly unknown[]).filter((one) => typeof one === 'string');
  return uris.some((one) => uri.startsWith(one)) || uris.some((one) => normal(uri).startsWith(normal(one)));
}

function normal(uri: string): string {
  return URL.parse(uri)?.href ?? uri;
}
