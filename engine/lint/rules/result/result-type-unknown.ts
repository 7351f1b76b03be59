import { placeIn } from '../../../../shared/model/place.ts';
import { EXTENSION_RESULT_TYPES } from '../../../../shared/spec/extensions.ts';
import { RESULT_TYPES } from '../../../../shared/spec/modern.ts';
import { brief, page, rule } from '../../rule.ts';
import { foreignExtensionInForce } from '../../traits.ts';

/** Whether those of extensions may be used is the business of extension.not-in-force. */
const KNOWN: ReadonlySet<unknown> = new Set<unknown>([...RESULT_TYPES, ...EXTENSION_RESULT_TYPES.keys()]);

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#resulttype */
export const resultTypeUnknown = rule({
  id: 'result.result-type-unknown',
  title: 'Unknown resultType',
  checks: 'A resultType is neither of the core nor of an extension that both sides declared.',
  spares: 'Values of an unknown extension that both declared.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/index#result-responses'),
  fix: 'Use "complete", "input_required", or a type of an extension that this request declares.',
  check(exchange, report, known) {
    const { answer } = exchange;
    const type = answer?.result?.['resultType'];
    if (answer === undefined || type === undefined || KNOWN.has(type)) return;
    if (typeof type === 'string' && foreignExtensionInForce(exchange, known)) return;
    report({
      message: `The resultType ${brief(type)} is none that this client knows, so it has to treat the result as invalid.`,
      place: placeIn(answer.place, 'result', 'resultType'),
      expected: '"complete" or "input_required"',
      found: brief(type),
    });
  },
});
