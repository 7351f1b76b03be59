import { MODERN_METHODS } from '../../../../shared/spec/modern.ts';
import { inputRequiredOf, ROUND_METHODS } from '../../asked-input.ts';
import { page, rule } from '../../rule.ts';

/** Methods of this revision that end in one step; those of extensions are not ours to judge. */
const ONE_STEP: ReadonlySet<string> = new Set(MODERN_METHODS.filter((method) => !ROUND_METHODS.has(method)));

/** https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr#supported-requests */
export const onWrongRequest = rule({
  id: 'input.on-wrong-request',
  title: 'Asks for input on a request that cannot',
  checks: 'input_required answers another method than tools/call, resources/read or prompts/get.',
  spares: 'Methods of extensions that allow it.',
  severity: 'error',
  side: 'server',
  era: 'modern',
  link: page('basic/patterns/mrtr#supported-requests'),
  fix: 'Answer this request at once; ask for input only in answers to tools/call, prompts/get and resources/read.',
  check(exchange, report) {
    if (!ONE_STEP.has(exchange.method)) return;
    const input = inputRequiredOf(exchange);
    if (!input) return;
    report({
      message: `The answer to ${exchange.method} asks for input. Only tools/call, prompts/get and resources/read may be answered so.`,
      place: `${input.place}/resultType`,
      expected: '"complete"',
      found: '"input_required"',
    });
  },
});
