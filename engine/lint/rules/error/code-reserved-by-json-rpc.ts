import { codeRule } from '../../error-code-rule.ts';

/** https://modelcontextprotocol.io/specification/2026-07-28/basic#error-codes */
export const codeReservedByJsonRpc = codeRule({
  id: 'error.code-reserved-by-json-rpc',
  title: 'Code reserved by JSON-RPC',
  checks: 'An error code lies between -32768 and -32000 without being JSON-RPC’s or MCP’s.',
  spares: 'The range from -32019 to -32000, which has its own rule.',
  severity: 'warning',
  fix: 'Take a code of your own from outside -32768 to -32000.',
  concerns: (code) =>
    code >= -32768 && code < -32099 && code !== -32700 && !(code <= -32600 && code >= -32603),
  message: (code) => `The error code ${String(code)} is in JSON-RPC’s own range, which gives it no meaning.`,
  expected: 'a code outside -32768 to -32000',
});
