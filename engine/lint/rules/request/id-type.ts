import { placeIn } from '../../../../shared/model/place.ts';
import { isRequestId } from '../../../protocol/json-rpc.ts';
import { brief, page, rule, type Report } from '../../rule.ts';
import type { SeenMessage } from '../../seen-exchange.ts';
import { isRequestMethod } from '../../traits.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#requests */
export const idType = rule({
  id: 'request.id-type',
  title: 'Id of the wrong type',
  checks: 'The id of a request is null, a fraction, or anything but text or an integer.',
  spares: 'Notifications, which have none.',
  severity: 'error',
  side: 'client',
  era: 'any',
  link: page('basic/index#requests'),
  fix: 'Give each request a text or an integer as id, and a new one each time.',
  check({ request }, report) {
    if (request.message) check(request.message, report);
    for (const message of request.batch ?? []) check(message, report);
  },
});

function check({ method, id, place }: SeenMessage, report: Report): void {
  if (method === undefined || method.startsWith('notifications/')) return;
  if (id === undefined) {
    if (!isRequestMethod(method)) return;
    report({
      message: `${method} is a request, but it has no id, so it looks like a notification and cannot be answered.`,
      place,
      expected: 'an id: text or an integer',
      found: 'no id',
    });
    return;
  }
  if (isRequestId(id)) return;
  report({
    message: `The id of the request is ${describe(id)}. It has to be text or an integer.`,
    place: placeIn(place, 'id'),
    expected: 'text or an integer',
    found: brief(id),
  });
}

function describe(id: unknown): string {
  if (id === null) return 'null';
  if (typeof id === 'number') return 'a fraction';
  return Array.isArray(id) ? 'an array' : typeof id === 'object' ? 'an object' : `a ${typeof id}`;
}
