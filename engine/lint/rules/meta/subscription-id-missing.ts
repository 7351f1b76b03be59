import { isJsonObject } from '../../../../shared/model/json.ts';
import { placeIn } from '../../../../shared/model/place.ts';
import { META } from '../../../../shared/spec/modern.ts';
import { brief, page, rule } from '../../rule.ts';

/**
 * Belong to a request and not on this stream, which is the business of stream.notification-wrong-stream; and what ends a
 * subscription on a pipe names its request in another way.
 */
const OTHERS: ReadonlySet<string> = new Set([
  'notifications/progress',
  'notifications/message',
  'notifications/cancelled',
]);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#_meta */
export const subscriptionIdMissing = rule({
  id: 'meta.subscription-id-missing',
  title: 'No subscription id',
  checks: 'A notification on the stream of subscriptions/listen does not carry the id of that request.',
  spares: 'Keep-alive comments; request-scoped notifications, which have their own rule.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/index#_meta'),
  fix: 'Put the id of the subscriptions/listen request into _meta of each notification on its stream.',
  check({ method, request, messages }, report) {
    if (method !== 'subscriptions/listen' || request.message?.kind !== 'request') return;
    const { id } = request.message;
    for (const { from, kind, method: named = '', params, place } of messages) {
      if (from !== 'server' || kind !== 'notification' || OTHERS.has(named)) continue;
      const meta = params['_meta'];
      const given = isJsonObject(meta) ? meta[META.subscriptionId] : undefined;
      if (given === id) continue;
      report({
        message:
          given === undefined
            ? `${named} on the stream of a subscription does not say which subscription it belongs to.`
            : `${named} carries the subscription id ${brief(given)}, and the subscription’s request has the id ${brief(id)}.`,
        place: isJsonObject(meta)
          ? placeIn(place, 'params', '_meta', ...(given === undefined ? [] : [META.subscriptionId]))
          : place,
        expected: brief(id),
        found: given === undefined ? 'no subscription id' : brief(given),
      });
    }
  },
});
