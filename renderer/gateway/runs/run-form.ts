import type { CommandInput } from '../../../shared/bridge/bridge.ts';
import { formatCommandLine, parseCommandLine } from '../../../shared/model/command-line.ts';
import type { RunSettings } from '../../../shared/model/run.ts';
import { wholeNumber, wrong, type FormResult } from '../form-result.ts';

/** A server that Hopscope runs in copies, as it stands in the fields. */
export interface RunForm {
  readonly name: string;
  /** Command and arguments as `parseCommandLine` reads them; variables may stand in front. */
  readonly commandLine: string;
  /** Further variables, `NAME=value`, one a line. */
  readonly env: string;
  /** Empty: the workspace's folder. */
  readonly cwd: string;
  readonly copies: string;
  readonly path: string;
  readonly restart: RunSettings['restart'];
}

const MOST_COPIES = 16;

export function runForm(run: RunSettings | undefined): RunForm {
  return {
    name: run?.name ?? '',
    commandLine: run ? formatCommandLine({ ...run.command, env: {} }) : '',
    env: Object.entries(run?.command.env ?? {})
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
    cwd: run?.command.cwd ?? '',
    copies: String(run?.copies ?? 2),
    path: run?.path ?? '/mcp',
    restart: run?.restart ?? 'never',
  };
}

/** What is sent to the engine; `id` absent: a new one. */
export function runOf(form: RunForm, id: string | undefined): FormResult<CommandInput<'run.save'>> {
  const parsed = parseCommandLine(form.commandLine);
  if ('problem' in parsed) return wrong('command', parsed.problem);
  const variables = new Map(Object.entries(parsed.env));
  for (const [index, line] of form.env.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    const at = line.indexOf('=');
    const variable = line.slice(0, Math.max(at, 0)).trim();
    if (variable === '')
      return wrong('env', `Line ${String(index + 1)} sets no variable. Write it like API_KEY=\${API_KEY}.`);
    if (variables.has(variable))
      return wrong('env', `The variable ${variable} is set twice: keep one of them.`);
    variables.set(variable, line.slice(at + 1));
  }
  const copies = wholeNumber(form.copies, 1, MOST_COPIES);
  if (copies === undefined)
    return wrong('copies', `How many copies? A whole number from 1 to ${String(MOST_COPIES)}.`);
  const path = form.path.trim();
  if (!path.startsWith('/'))
    return wrong('path', 'The path of the MCP endpoint begins with a slash, such as /mcp.');
  const cwd = form.cwd.trim();
  const { command, args } = parsed;
  return {
    ok: true,
    value: {
      ...(id !== undefined && { id }),
      name: form.name.trim() || nameOf(command, args),
      command: { command, args, env: Object.fromEntries(variables), ...(cwd !== '' && { cwd }) },
      copies,
      path,
      restart: form.restart,
    },
  };
}

/** Programs that run another one, which names the server better. */
const RUNNERS = /^(?:npx|bunx|uvx|node|bun|deno|tsx|python[\d.]*|uv|go|java)(?:\.exe|\.cmd)?$/i;

function nameOf(command: string, args: readonly string[]): string {
  const lastPart = (path: string): string => path.split(/[\\/]/).findLast((part) => part !== '') ?? path;
  const program = lastPart(command);
  const word = RUNNERS.test(program) ? args.find((argument) => !argument.startsWith('-')) : undefined;
  return (word === undefined ? program : lastPart(word)).slice(0, 60);
}
