import { resolve } from 'node:path';
import type { Command } from 'commander';
import { descriptorSink, environmentSecrets, readWorkspace, recordStdio } from '../../engine/index.ts';
import { formatCommandLine } from '../../shared/model/command-line.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { checkCapture } from '../check-paths.ts';
import type { Console } from '../console.ts';
import type { CommandContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { REDACT_HELP } from '../common-options.ts';
import { redactionOf } from '../redaction-option.ts';
import { VERSION, workspaceOf } from '../session.ts';
import { programOf } from '../targets.ts';

interface RecordOptions {
  readonly name?: string;
  readonly cwd?: string;
  readonly capture?: string;
  readonly redact?: true;
  readonly workspace?: string;
  readonly quiet?: true;
}

const HELP = `
Put it in front of the command in a client's configuration. The client sees the server as before: every byte, stderr,
the exit code and signals are passed on. What passes is recorded among the captures of the workspace, where a
running Hopscope shows it as it comes.

Example: hopscope record -- npx -y @modelcontextprotocol/server-everything`;

export function addRecord(program: Command, context: CommandContext): void {
  program
    .command('record')
    .description('stands between a client and a stdio server: passes everything on, and records it')
    .usage('[options] -- <command...>')
    .argument('<command...>', 'the server, with its arguments')
    .option('--name <name>', 'what the server is called; an instance of the workspace, or anything')
    .option('--cwd <dir>', 'where the command runs')
    .option('--capture <file>', 'records into this capture; made where it does not exist')
    .option('--redact', REDACT_HELP)
    .option('--workspace <dir>', 'whose captures get the recording')
    .option('--quiet', 'says nothing on stderr, not even that nothing can be recorded')
    .addHelpText('after', HELP)
    .action((words: readonly [string, ...string[]], options: RecordOptions) =>
      record(context, words, options),
    );
}

async function record(
  { console, exit }: CommandContext,
  [command, ...args]: readonly [string, ...string[]],
  options: RecordOptions,
): Promise<void> {
  const { cwd, capture } = options;
  if (capture !== undefined) checkCapture(console.cwd, capture);
  const own = console.process;
  const stdio: StdioCommand = {
    command,
    args,
    env: given(console.env),
    ...(cwd !== undefined && { cwd: resolve(console.cwd, cwd) }),
  };
  const recorded = recordStdio({
    command: stdio,
    input: own.stdin,
    output: descriptorSink(own.stdout),
    errors: descriptorSink(own.stderr),
    closeInput: () => {
      own.close('stdin');
    },
    closeOutput: () => {
      own.close('stdout');
    },
    instance: () => instanceOf(stdio, options, console),
    workspaceDirectory: workspaceOf(options, console),
    ...(capture !== undefined && { captureFile: resolve(console.cwd, capture) }),
    redaction: async () => {
      const { redaction } = await redactionOf(options, console, {
        recordsIntoWorkspace: capture === undefined,
      });
      const known = environmentSecrets(stdio.env);
      return redaction?.whileRecording ? () => ({ rules: redaction, known }) : undefined;
    },
    program: `hopscope ${VERSION} record`,
    onProblem: (message) => {
      // Anything else on stderr would be taken for the server's.
      if (!options.quiet) console.err(`hopscope record: ${message}\n`);
    },
  });
  own.takeSignals((signal) => {
    recorded.signal(signal);
  });
  const { code, signal, problem } = await recorded.closed;
  own.close('stdin');
  if (problem !== undefined) {
    console.err(`hopscope record: ${problem}\n`);
    exit(EXIT.incomplete);
  } else if (signal !== null) {
    own.endBy(signal as NodeJS.Signals);
  } else {
    exit(code ?? EXIT.incomplete);
  }
}

/** The instance of the workspace that this is, by its name or by its command; else one that is made up. */
async function instanceOf(
  command: StdioCommand,
  options: RecordOptions,
  console: Console,
): Promise<Instance> {
  const directory = workspaceOf(options, console);
  const { instances } = await readWorkspace({ directory, env: console.env });
  const line = formatCommandLine({ ...command, env: {} });
  const known = instances.find(({ name, stdio }) =>
    options.name === undefined
      ? stdio && formatCommandLine({ ...stdio, env: {} }) === line
      : name.toLowerCase() === options.name.toLowerCase(),
  );
  const name = known?.name ?? options.name ?? programOf(command);
  return {
    id: known?.id ?? `record:${name}`,
    name,
    url: known?.url ?? `stdio:${line}`,
    // The values of variables may be secrets, and the capture is for reading.
    stdio: { command: command.command, args: command.args, env: {} },
    headers: [],
  };
}

function given(env: Console['env']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
