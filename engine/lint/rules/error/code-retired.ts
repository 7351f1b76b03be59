import { ERROR_NAMES } from '../../../../shared/spec/modern.ts';
import { codeRule } from '../../error-code-rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes */
export const codeRetired = codeRule({
  id: 'error.code-retired',
  title: 'Retired code',
  checks: 'A modern answer uses -32002 or -32042.',
  spares: 'Legacy sessions, and requests answered as legacy.',
  severity: 'error',
  fix: 'Use -32602 for a resource that is not there, and an input_required result where a URL is to be visited.',
  concerns: (code) => code === -32002 || code === -32042,
  message: (code) =>
    `The error code ${String(code)} (${ERROR_NAMES[code] ?? ''}) is not used any more in this revision.`,
  expected: (code) => (code === -32002 ? '-32602' : 'an input_required result'),
});
