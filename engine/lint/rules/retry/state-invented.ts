import { placeIn } from '../../../../shared/model/place.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#client-requirements-basic-workflow */
export const stateInvented = rule({
  id: 'retry.state-invented',
  title: 'requestState from nowhere',
  checks: 'A retry carries a requestState though the result that it answers had none.',
  spares: 'Rounds that began before the recording.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/patterns/mrtr#client-requirements-basic-workflow'),
  fix: 'Send a requestState only where the answer that is being retried gave one.',
  check(exchange, report, known) {
    const retry = known.rounds.retryOf(exchange);
    if (!retry?.round || retry.foreign || retry.state === undefined || retry.round.state !== undefined)
      return;
    report({
      message: `The retry carries a requestState, and the answer to request ${String(retry.round.number)}, which it repeats, gave none.`,
      place: placeIn('request', 'params', 'requestState'),
      expected: 'no requestState',
      found: brief(retry.state),
    });
  },
});
