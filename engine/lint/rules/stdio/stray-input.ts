import { page, rule } from '../../rule.ts';

/**
 * Found as it happens, by `engine/gateway/stdio/observe-stdio.ts`.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio
 */
export const strayInput = rule({
  id: 'stdio.stray-input',
  title: 'Input that is no message',
  checks: 'A line on the server’s stdin is no MCP message, or only a piece of one.',
  spares: 'The last line of a client that was killed.',
  severity: 'error',
  side: 'client',
  era: 'any',
  transport: 'stdio',
  link: page('basic/transports/stdio'),
  fix: 'Write nothing but messages, one a line without line breaks inside, to the server’s standard input.',
});
