/**
 * The web host as a program: see WEB_USAGE. Prints one line with its address on standard output.
 * Exit codes: 0 ended by SIGINT or SIGTERM, 2 wrong flags, 3 could not start.
 */
import { parseWebArguments, WEB_USAGE } from './arguments.ts';
import { processIo } from './process-io.ts';
import { runWebProgram } from './program.ts';

const parsed = parseWebArguments(process.argv.slice(2), process.cwd());
if (!parsed.ok) {
  process.stderr.write(`${parsed.message}\n`);
  process.exitCode = 2;
} else if (parsed.value.help) {
  process.stdout.write(`${WEB_USAGE}\n`);
} else {
  process.exitCode = await runWebProgram(parsed.value, processIo(process));
}
