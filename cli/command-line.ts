import { Command, CommanderError } from 'commander';
import { AppError } from '../engine/index.ts';
import { addCall } from './commands/call.ts';
import { addDemo } from './commands/demo.ts';
import { addDeprecations } from './commands/deprecations.ts';
import { addDiff } from './commands/diff.ts';
import { addDiscover } from './commands/discover.ts';
import { addExport } from './commands/export.ts';
import { addGateway } from './commands/gateway.ts';
import { addImport } from './commands/import.ts';
import { addLint } from './commands/lint.ts';
import { addList } from './commands/list.ts';
import { addMock } from './commands/mock.ts';
import { addNegotiation } from './commands/negotiation.ts';
import { addOpen } from './commands/open.ts';
import { addPrompt } from './commands/prompt.ts';
import { addProve } from './commands/prove.ts';
import { addRead } from './commands/read.ts';
import { addRecord } from './commands/record.ts';
import { addReplay } from './commands/replay.ts';
import { addRouting } from './commands/routing.ts';
import { addSend } from './commands/send.ts';
import { addTasks } from './commands/tasks.ts';
import { addWeb } from './commands/web.ts';
import { processConsole, type Console } from './console.ts';
import type { CommandContext } from './context.ts';
import { EXIT, UsageError } from './exit-codes.ts';
import { Interrupted, VERSION } from './session.ts';

const EXAMPLES = `
Examples:
  hopscope                                        the app
  hopscope open monday.hopscope                   the app with a capture
  hopscope web --no-open                          the app in a browser
  hopscope demo --bug memory-basket               three servers to try things on
  hopscope gateway --to alpha --to beta --record  one address in front of both
  hopscope record -- npx some-server              what a client and this server say
  hopscope discover http://127.0.0.1:3000/mcp     who is there
  hopscope list http://127.0.0.1:3000/mcp tools   what it offers
  hopscope call alpha whoami --to beta --expect-same
  hopscope read alpha config://shop
  hopscope prompt alpha describe_product --args '{"sku":"TEA-001"}'
  hopscope send alpha tools/list --drop-header Mcp-Method
  hopscope lint alpha                             what it does against the specification
  hopscope routing monday.hopscope                did headers lie, and who believed them
  hopscope negotiation monday.hopscope            who declares what
  hopscope deprecations monday.hopscope           what has to change, and by when
  hopscope tasks monday.hopscope                  the lives of tasks
  hopscope tasks check --to alpha --to beta --tool render_report
  hopscope replay monday.hopscope --to alpha      what it answers now
  hopscope prove monday.hopscope --to alpha --to beta
  hopscope mock monday.hopscope                   its answers, for a client's tests
  hopscope import traffic.har -o monday.hopscope  what a browser has recorded
  hopscope export monday.hopscope --format jsonl  as text, for git

A target is a URL, the name of an instance in the workspace, or 'stdio:' and the command line of a server.
--respond answers what servers ask for; see hopscope call --help.
Exit codes: 0 fine; 1 the answer is an error, or what was asked for does not hold; 2 wrong usage; 3 could not be
completed.`;

/** Runs one command line, without the program's name; resolves with the exit code. Never rejects. */
export async function main(
  args: readonly string[],
  console: Console = processConsole(process),
): Promise<number> {
  let code: number = EXIT.fine;
  const program = buildProgram({ console, exit: (wanted) => (code = wanted) });
  try {
    await program.parseAsync(withDefaultCommand(args), { from: 'user' });
    return code;
  } catch (error) {
    return refuse(error, console);
  }
}

const COMMANDS = [
  ...[addOpen, addWeb, addDemo, addGateway, addRecord],
  ...[addDiscover, addList, addCall, addRead, addPrompt, addSend],
  addLint,
  ...[addRouting, addNegotiation, addDeprecations, addTasks],
  ...[addReplay, addProve, addMock, addDiff, addImport, addExport],
];

function buildProgram(context: CommandContext): Command {
  const { console } = context;
  const program = new Command('hopscope')
    .description('Does your MCP server give the same answers on every instance?')
    .version(VERSION)
    .helpCommand(false)
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: console.out, writeErr: console.err })
    .addHelpText('after', EXAMPLES);
  for (const add of COMMANDS) add(program, context);
  return program;
}

/** `hopscope` alone, and with flags only, is `hopscope open`. */
function withDefaultCommand(args: readonly string[]): string[] {
  const [first] = args;
  const ofProgram = ['-h', '--help', '-V', '--version'];
  if (first === undefined || (first.startsWith('-') && !ofProgram.includes(first))) return ['open', ...args];
  return [...args];
}

/** Says what went wrong, where nobody has yet, and gives its exit code. */
function refuse(error: unknown, console: Console): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.fine : EXIT.usage;
  if (error instanceof Interrupted) {
    console.err('Cancelled.\n');
    return EXIT.incomplete;
  }
  if (error instanceof UsageError) {
    console.err(`${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof AppError) {
    console.err(`${error.message}\n`);
    if (error.details?.['damaged'] === true) {
      console.err(
        'hopscope import --salvage FILE -o NEW reads what can be read of it into a new recording.\n',
      );
    }
    if (error.code === 'NEEDS_CONSENT') {
      console.err(
        "Look at it and allow it in the app, or make it the target yourself: 'stdio:COMMAND LINE'.\n",
      );
    }
    return ['BAD_INPUT', 'NOT_FOUND', 'CONFLICT'].includes(error.code) ? EXIT.usage : EXIT.incomplete;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.err(`Hopscope made a mistake: ${stack}\n`);
  return EXIT.incomplete;
}
