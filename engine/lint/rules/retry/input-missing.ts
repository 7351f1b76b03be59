import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#client-requirements-basic-workflow */
export const inputMissing = rule({
  id: 'retry.input-missing',
  title: 'Retry without what was asked for',
  checks: 'A retry carries requestState or some answers, and lacks an answer to one of inputRequests.',
  spares: 'A call that starts afresh with neither; answers that a person left out.',
  severity: 'error',
  side: 'client',
  era: 'modern',
  link: page('basic/patterns/mrtr#client-requirements-basic-workflow'),
  fix: 'Gather an answer to every key of inputRequests before the request is sent again.',
  check(exchange, report, known) {
    // Who writes a retry by hand leaves out what is to be left out.
    if (exchange.origin !== 'gateway' && exchange.origin !== 'import') return;
    const round = known.rounds.retryOf(exchange)?.round;
    const answers = new Set(known.rounds.retryOf(exchange)?.answers);
    const missing = [...(round?.keys ?? [])].filter((key) => !answers.has(key));
    if (!round || missing.length === 0) return;
    report({
      message: `The answer to request ${String(round.number)} asked for ${listed(round.keys)}; the retry has no answer to ${listed(missing)}.`,
      place: answers.size === 0 ? 'request:/params' : 'request:/params/inputResponses',
      expected: `inputResponses with ${listed(round.keys)}`,
      found: answers.size === 0 ? 'no answers' : listed(answers),
    });
  },
});

function listed(keys: Iterable<string>): string {
  const all = [...keys];
  const shown = all.slice(0, 5).map((key) => `"${key}"`);
  return `${shown.join(', ')}${all.length > shown.length ? ` and ${String(all.length - shown.length)} more` : ''}`;
}
