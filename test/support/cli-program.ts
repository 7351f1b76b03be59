import { join } from 'node:path';

/**
 * Where the command line starts: the bundle that users run, where HOPSCOPE_TEST_PROGRAM names it, as `npm test` does once it
 * is built; it is up in a quarter of the time. Else its source.
 */
export const CLI_PROGRAM =
  process.env['HOPSCOPE_TEST_PROGRAM'] ?? join(import.meta.dirname, '../../cli/main.ts');
