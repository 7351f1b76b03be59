import { placeIn } from '../../../../shared/model/place.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#client-requirements-basic-workflow */
export const stateChanged = rule({
  id: 'retry.state-changed',
  title: 'requestState changed or left out',
  checks: 'A retry does not carry exactly the requestState of the result that it answers.',
  spares: 'Tampering on purpose, and a call that starts afresh.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/patterns/mrtr#client-requirements-basic-workflow'),
  fix: 'Send the requestState back exactly as it came, whatever it looks like.',
  check(exchange, report, known) {
    const retry = known.rounds.retryOf(exchange);
    if (!retry?.round || retry.foreign || retry.stateIsKept || retry.round.state === undefined) return;
    const { number, shownState } = retry.round;
    report({
      message:
        retry.state === undefined
          ? `The retry leaves out the requestState that the answer to request ${String(number)} gave.`
          : `The requestState is not the one that the answer to request ${String(number)} gave.`,
      place: retry.state === undefined ? 'request:/params' : placeIn('request', 'params', 'requestState'),
      expected: shownState,
      found: brief(retry.state),
    });
  },
});
