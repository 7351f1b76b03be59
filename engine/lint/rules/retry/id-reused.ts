import { placeIn } from '../../../../shared/model/place.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#client-requirements-basic-workflow */
export const retryIdReused = rule({
  id: 'retry.id-reused',
  title: 'Retry with the same id',
  checks: 'A retry has the id of the request that it repeats.',
  spares: 'Other clients behind the same gateway, and requests duplicated by a gateway’s fault.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/patterns/mrtr#client-requirements-basic-workflow'),
  fix: 'Give the retry an id of its own: it is a new request.',
  check(exchange, report, known) {
    const round = known.rounds.retryOf(exchange)?.round;
    const id = exchange.request.message?.id;
    if (!round || id === undefined || id === null || round.id !== id) return;
    if (round.client !== exchange.client) return;
    report({
      message: `The retry has the id of request ${String(round.number)}, which it repeats.`,
      place: placeIn('request', 'id'),
      expected: `another id than ${brief(id)}`,
      found: brief(id),
    });
  },
});
