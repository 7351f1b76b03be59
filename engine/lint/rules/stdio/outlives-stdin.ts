import { page, rule } from '../../rule.ts';

/**
 * Found as it happens, by `engine/client/server-process.ts`, which ends the process.
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/stdio#shutdown
 */
export const outlivesStdin = rule({
  id: 'stdio.outlives-stdin',
  title: 'Does not end with its input',
  checks: 'A process goes on after its stdin was closed and has to be terminated.',
  spares: 'Wrappers (npx, shells) whose child had ended; a short time to tidy up.',
  severity: 'warning',
  side: 'server',
  era: 'any',
  transport: 'stdio',
  link: page('basic/transports/stdio#shutdown'),
  fix: 'End the process when its standard input is closed.',
});
