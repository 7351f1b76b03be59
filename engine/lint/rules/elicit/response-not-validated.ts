import { successOf } from '../../parts/entries.ts';
import { formAnswersOf, pairInput } from '../../parts/input.ts';
import { page, rule } from '../../rule.ts';
import { misfitHoweverRead, problemPlace } from '../../schema/fit.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#form-mode-security */
export const responseNotValidated = rule({
  id: 'elicit.response-not-validated',
  title: 'Invalid form answer accepted',
  checks: 'A retry whose content does not fit the requested schema leads to a success.',
  spares: 'A further round that asks again, and results with isError.',
  severity: 'warning',
  side: 'server',
  era: 'modern',
  link: page('client/elicitation#form-mode-security'),
  fix: 'Check the content of a form against its schema; ask again, or answer with isError.',
  follow() {
    const pair = pairInput();
    return (exchange, report, known) => {
      const answered = pair(exchange, known);
      if (answered.length === 0 || !successOf(exchange)) return;
      for (const { schema, content, place } of formAnswersOf(answered)) {
        const problem = misfitHoweverRead(schema, content);
        if (!problem) continue;
        report({
          message: `The request succeeded with content that the form's schema does not allow. ${problem.pointer === '' ? 'content' : problem.pointer.slice(1)}: ${problem.message}`,
          place: problemPlace(place, problem),
          expected: 'another round, an error, or a result with isError',
          found: 'a success',
        });
      }
    };
  },
});
