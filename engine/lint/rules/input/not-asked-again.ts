import { placeIn } from '../../../../shared/model/place.ts';
import { codeOf } from '../../traits.ts';
import { page, rule } from '../../rule.ts';

/** Words of an error that is about the state rather than about what is missing. */
const ABOUT_STATE = /state|expire|token|signature|tamper/i;
/** A state that is older may have run out, in ms. */
const FRESH_MS = 60_000;

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#error-handling */
export const notAskedAgain = rule({
  id: 'input.not-asked-again',
  title: 'Missing input refused, not asked for again',
  checks: 'A retry that lacks an answer is refused with an error rather than asked again.',
  spares: 'Refusals for another reason, as a state that was changed on purpose.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/mrtr#error-handling'),
  fix: 'Answer with a new input_required result that asks for what is missing.',
  check(exchange, report, known) {
    const { answer } = exchange;
    if (!answer?.error || codeOf(answer) !== -32602) return;
    const retry = known.rounds.retryOf(exchange);
    if (!retry?.round || retry.foreign || !retry.stateIsKept) return;
    const { round, answers } = retry;
    const missing = [...round.keys].filter((key) => !answers.includes(key));
    if (missing.length === 0 || exchange.startedAt - round.endedAt > FRESH_MS) return;
    const { message: told } = answer.error;
    const text = typeof told === 'string' ? told : '';
    // An answer that is there may be what was refused, unless the error names the one that is not.
    if (ABOUT_STATE.test(text) || (answers.length > 0 && !missing.some((key) => text.includes(key)))) return;
    report({
      message: `The retry lacks an answer to "${missing[0] ?? ''}". The server refuses it, where it should ask once more.`,
      place: placeIn(answer.place, 'error'),
      expected: '"resultType": "input_required"',
      found: 'an error -32602',
    });
  },
});
