import { formAnswersOf, pairInput } from '../../parts/input.ts';
import { page, rule } from '../../rule.ts';
import { misfitOf, problemPlace } from '../../schema/fit.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#form-mode-security */
export const responseInvalid = rule({
  id: 'elicit.response-invalid',
  title: 'Form answer does not fit',
  checks: 'The content of an accepted form does not fit the requested schema.',
  spares: 'Declined and cancelled forms; answers tampered with.',
  severity: 'warning',
  side: 'client',
  era: 'modern',
  link: page('client/elicitation#form-mode-security'),
  fix: 'Check what was filled in against requestedSchema before it is sent.',
  follow() {
    const pair = pairInput();
    return (exchange, report, known) => {
      for (const { schema, content, place } of formAnswersOf(pair(exchange, known))) {
        const problem = misfitOf(schema, content);
        if (!problem) continue;
        report({
          message: `What was filled in does not fit the schema of the form. ${problem.pointer === '' ? 'content' : problem.pointer.slice(1)}: ${problem.message}`,
          place: problemPlace(place, problem),
          expected: problem.message,
        });
      }
    };
  },
});
