import { placeIn } from '../../../../shared/model/place.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#client-requirements-basic-workflow */
export const foreignInput = rule({
  id: 'retry.foreign-input',
  title: 'Input for another request',
  checks: 'inputResponses or requestState belong to another request, or answer a key that was never asked.',
  spares: 'Rounds that began before the recording, replays of an old state on purpose.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/patterns/mrtr#client-requirements-basic-workflow'),
  fix: 'Use inputResponses and requestState for the retry of the request that asked for them, and for nothing else.',
  check(exchange, report, known) {
    const retry = known.rounds.retryOf(exchange);
    if (!retry) return;
    const { foreign, round, answers } = retry;
    if (foreign) {
      report({
        message: `The requestState was given out for request ${String(foreign.number)}, which is not the one that is repeated here.`,
        place: placeIn('request', 'params', 'requestState'),
        expected: `a retry of request ${String(foreign.number)}, or no such state`,
        found: brief(retry.state),
      });
      return;
    }
    if (!round || round.everAsked.size > MOST_LISTED) return;
    for (const key of answers) {
      if (round.everAsked.has(key)) continue;
      report({
        message: `inputResponses answers "${key}", which neither the answer to request ${String(round.number)} nor a round before it asked for.`,
        place: placeIn('request', 'params', 'inputResponses', key),
        expected: [...round.keys].map((asked) => `"${asked}"`).join(', ') || 'no answers',
        found: brief(key),
      });
    }
  },
});

/** Of conversations that asked for more the list is not whole. */
const MOST_LISTED = 200;
