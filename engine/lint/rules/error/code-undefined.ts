import { isModernCode, MODERN_REVISION } from '../../../../shared/spec/modern.ts';
import { codeRule } from '../../error-code-rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes */
export const codeUndefined = codeRule({
  id: 'error.code-undefined',
  title: 'Reserved code without a meaning',
  checks: 'An error code lies between -32099 and -32020 and the specification does not define it.',
  spares: 'Codes that a later revision defines, where that revision was asked for.',
  severity: 'error',
  fix: 'Use a code that the specification defines, or one outside -32768 to -32000.',
  // Later revisions may have given a meaning to more of them; -32042 has a rule of its own.
  concerns: (code, { revision = '' }) =>
    code >= -32099 && code <= -32020 && code !== -32042 && !isModernCode(code) && revision <= MODERN_REVISION,
  message: (code) =>
    `The error code ${String(code)} is reserved for the specification, which does not define it in ${MODERN_REVISION}.`,
  expected: 'a defined code, such as -32602, or one outside -32099 to -32020',
});
