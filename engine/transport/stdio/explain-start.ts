import type { StdioCommand } from '../../../shared/model/stdio-command.ts';
import { errorCode, errorText } from '../transport-failure.ts';

/** What there is at a path. `closed`: it may not be looked at or entered. */
export type PathState = 'missing' | 'folder' | 'file' | 'closed';

/** What was found out after a start failed. */
export interface StartFacts {
  /** Of the working folder; undefined where none was named. */
  readonly cwd: PathState | undefined;
  /** Of the program, where its path was given; undefined where it was looked up in PATH. */
  readonly program: PathState | undefined;
  /** The PATH in which it was looked up. */
  readonly path: string;
}

const SHOWN_PATH_CHARACTERS = 300;

/** Why a program did not start, as one or two sentences: what, where, what to do next. Pure. */
export function explainStart(error: unknown, command: StdioCommand, facts: StartFacts): string {
  return explainCwd(command.cwd, facts.cwd) ?? explainProgram(error, command.command, facts);
}

function explainCwd(cwd: string | undefined, state: PathState | undefined): string | undefined {
  if (cwd === undefined || state === undefined || state === 'folder') return undefined;
  const correct = "Correct the working folder in the server's command.";
  if (state === 'missing') return `The working folder ${cwd} does not exist. ${correct}`;
  if (state === 'file') return `The working folder ${cwd} is a file. ${correct}`;
  return `The working folder ${cwd} may not be entered. Change its permissions, or choose another one.`;
}

function explainProgram(error: unknown, program: string, { program: state, path }: StartFacts): string {
  const code = errorCode(error);
  switch (code) {
    case 'ENOENT':
      if (state === undefined) return notInPath(program, path);
      if (state === 'missing') return `There is no file ${program}. Correct the path of the program.`;
      return `${program} cannot start: the interpreter that its first line names does not exist. Install that, or correct the line.`;
    case 'EACCES':
    case 'EPERM':
      if (state === 'folder') return `${program} is a folder. Write the path of a program.`;
      return `${program} may not be executed (${code}). Make it executable, or start it with its interpreter, such as: node ${program}`;
    case 'ENOTDIR':
      return `The path ${program} leads through a file. Correct the path of the program.`;
    case 'E2BIG':
      return `The arguments and the environment of ${program} are longer than the system allows. Shorten them.`;
    case 'EAGAIN':
    case 'EMFILE':
    case 'ENFILE':
      return `${program} could not start: the system has no process or open file left to give (${code}). Close other programs and try again.`;
    case 'ERR_INVALID_ARG_VALUE':
      return `${JSON.stringify(program)} cannot start: the command, an argument or a variable is empty where it may not be, or holds a NUL character. Correct the server's command.`;
    default:
      return `${program} could not start: ${errorText(error)}. Check the server's command.`;
  }
}

function notInPath(program: string, path: string): string {
  if (path === '') return `There is no PATH in which ${program} could be found. Write its full path.`;
  const shown = path.length > SHOWN_PATH_CHARACTERS ? `${path.slice(0, SHOWN_PATH_CHARACTERS)}…` : path;
  return `The program ${program} is in no folder of PATH (${shown}). Install it, or write its full path.`;
}
