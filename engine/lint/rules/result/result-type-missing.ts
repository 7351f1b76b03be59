import { page, rule } from '../../rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#result-responses */
export const resultTypeMissing = rule({
  id: 'result.result-type-missing',
  title: 'resultType missing',
  checks: 'A result of a modern exchange has no resultType.',
  spares: 'Requests without a version that were answered as legacy, and legacy sessions.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/index#result-responses'),
  fix: 'Add "resultType": "complete" to the result, or the type that it is of.',
  check({ answer }, report) {
    if (!answer?.result || answer.result['resultType'] !== undefined) return;
    report({
      message: 'The result has no resultType, so the client cannot tell what kind of result it is.',
      place: `${answer.place}:/result`,
      expected: '"resultType": "complete", or another type',
      found: 'no resultType',
    });
  },
});
