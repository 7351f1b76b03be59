import { page, rule } from '../../rule.ts';

/**
 * Found as it happens, by `engine/client/process-journal.ts`, which knows the whole line.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio
 */
export const strayOutput = rule({
  id: 'stdio.stray-output',
  title: 'Output that is no message',
  checks: 'A line on stdout is no MCP message, or only a piece of one.',
  spares: 'stderr; the last line of a process that was killed.',
  severity: 'error',
  side: 'server',
  era: 'any',
  transport: 'stdio',
  link: page('basic/transports/stdio'),
  fix: 'Write nothing but messages, one a line, to the standard output; logs belong on stderr.',
});
