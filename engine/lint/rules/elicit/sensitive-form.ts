import { formsOf, textOf } from '../../parts/input.ts';
import { secretIn } from '../../parts/secret-words.ts';
import { brief, page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/client/elicitation#user-interaction-model */
export const sensitiveForm = rule({
  id: 'elicit.sensitive-form',
  title: 'Form asks for a secret',
  checks: 'A field of a form is called like a password, key, token or card number.',
  spares: 'Names that only contain such a word; names, mail addresses and the like; yes or no, and choices.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('client/elicitation#user-interaction-model'),
  fix: 'Ask for secrets by URL, so that they pass neither the client nor the model.',
  check(exchange, report) {
    for (const { fields } of formsOf(exchange)) {
      for (const { name, schema, place } of fields) {
        // A secret is typed in: whether there is one, or which of some, is none.
        if (!['string', 'integer', 'number'].includes(textOf(schema['type']))) continue;
        if (schema['enum'] !== undefined || schema['oneOf'] !== undefined) continue;
        const described = { title: textOf(schema['title']), description: textOf(schema['description']) };
        const word = schema['format'] === 'password' ? 'password' : secretIn(name, described);
        if (word === undefined) continue;
        report({
          message: `The form asks for what looks like a secret (${word}), which then passes the client.`,
          place,
          expected: 'an elicitation with the mode url',
          found: brief(described.title === '' ? name : described.title),
        });
      }
    }
  },
});
