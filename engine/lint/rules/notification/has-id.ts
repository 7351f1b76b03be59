import { placeIn } from '../../../../shared/model/place.ts';
import { brief, everyMessage, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#notifications */
export const hasId = rule({
  id: 'notification.has-id',
  title: 'Notification with an id',
  checks: 'A message whose method begins with notifications/ carries an id.',
  spares: 'Methods of unknown extensions that are not called notifications/.',
  severity: 'error',
  side: 'sender',
  era: 'any',
  link: page('basic/index#notifications'),
  fix: 'Leave the id out: a notification is not answered.',
  check(exchange, report) {
    for (const { method, id, place } of everyMessage(exchange)) {
      if (id === undefined || method?.startsWith('notifications/') !== true) continue;
      report({
        message: `${method} has the id ${brief(id)}, which makes it a request. Notifications have none.`,
        place: placeIn(place, 'id'),
        expected: 'no id',
        found: brief(id),
      });
    }
  },
});
