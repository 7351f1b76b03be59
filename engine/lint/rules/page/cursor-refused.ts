import { placeIn } from '../../../../shared/model/place.ts';
import { credentialsOf } from '../../credentials.ts';
import { LIST_METHODS } from '../../list-fields.ts';
import { codeOf } from '../../traits.ts';
import { brief, page, rule } from '../../rule.ts';

/** Pages without a ttl have cursors that live at least so long, in ms: else nobody could use them. */
const LEAST_MS = 5000;

/** https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination#implementation-guidelines */
export const cursorRefused = rule({
  id: 'page.cursor-refused',
  title: 'Own cursor refused',
  checks: 'A cursor that the server gave out in this recording is refused.',
  spares:
    'Cursors older than the page’s ttl (and than five seconds), changed on purpose, or given for other credentials.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('server/utilities/pagination#implementation-guidelines'),
  fix: 'Make cursors that every instance can read, and that work at least as long as their page is fresh.',
  check(exchange, report, known) {
    const { method, answer, instanceId, startedAt, tampered } = exchange;
    const cursor = exchange.request.message?.params['cursor'];
    if (typeof cursor !== 'string' || !LIST_METHODS.has(method)) return;
    if (!answer?.error || codeOf(answer) !== -32602 || tampered) return;
    const credentials = credentialsOf(exchange);
    const servers = new Set([instanceId, ...known.peers(instanceId)]);
    const given = known.pages.given(method, cursor).findLast((one) => {
      const isFresh = startedAt - one.at <= Math.max(one.ttlMs, LEAST_MS);
      return isFresh && servers.has(one.instanceId) && one.credentials === credentials;
    });
    if (!given) return;
    report({
      message:
        given.instanceId === instanceId
          ? `The server refuses a cursor that it gave out itself, in the answer to request ${String(given.number)}.`
          : `The server refuses a cursor that another instance of it gave out, in the answer to request ${String(given.number)}.`,
      place: placeIn(answer.place, 'error'),
      expected: 'the page after that one',
      found: `an error -32602 for ${brief(cursor)}`,
    });
  },
});
