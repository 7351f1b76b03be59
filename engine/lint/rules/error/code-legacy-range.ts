import { codeRule } from '../../error-code-rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes */
export const codeLegacyRange = codeRule({
  id: 'error.code-legacy-range',
  title: 'Code from the old range',
  checks: 'An error code lies between -32019 and -32000.',
  spares: 'Legacy sessions; -32002, which has its own rule.',
  severity: 'warning',
  fix: 'Use a code of JSON-RPC’s or MCP’s that says what went wrong, or one outside -32768 to -32000.',
  // -32002 has a rule of its own.
  concerns: (code) => code >= -32019 && code <= -32000 && code !== -32002,
  message: (code) =>
    `The error code ${String(code)} is in the range from -32019 to -32000, whose codes mean nothing to receivers.`,
  expected: 'a code outside -32019 to -32000',
});
