import { resolve } from 'node:path';
import { formatCommandLine } from '../../shared/model/command-line.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { AppError } from '../app-error.ts';
import { brokenReference } from './fill-environment.ts';
import { isLiteralSecret } from './secret-values.ts';

const MAX_ARGUMENTS = 1000;
/** Characters of a command's address, which is only for showing; well below what the bridge takes. */
const MAX_SHOWN_LENGTH = 8192;

/**
 * The command as it may be kept: nothing of it is changed, since what is started is exactly this.
 * Throws AppError BAD_INPUT with a sentence that names what is wrong and what to do.
 */
export function checkStdio(input: StdioCommand): StdioCommand {
  const { command, args, env, cwd } = input;
  if (command.trim() === '') throw badInput('The command is empty: give the program that is the server.');
  if (command !== command.trim()) {
    throw badInput('The command begins or ends with a blank, which would be part of its name: take it out.');
  }
  refuseNul(command, 'The command');
  if (args.length > MAX_ARGUMENTS) {
    throw badInput(`There may be at most ${String(MAX_ARGUMENTS)} arguments.`);
  }
  for (const [index, argument] of args.entries()) refuseNul(argument, `Argument ${String(index + 1)}`);
  for (const [name, value] of Object.entries(env)) checkVariable(name, value);
  if (cwd !== undefined) {
    if (cwd.trim() === '') {
      throw badInput(
        'The working folder is empty: give a path, or leave it out for the workspace’s own folder.',
      );
    }
    refuseNul(cwd, 'The working folder');
  }
  return { command, args: [...args], env: { ...env }, ...(cwd !== undefined && { cwd }) };
}

/**
 * `stdio:` and the command line: what stands for an address, in captures, too, so without the variables' values that
 * look like secrets. Never read back; cut where it is very long.
 */
export function stdioUrl(stdio: StdioCommand): string {
  const shown = Object.entries(stdio.env).map(([name, value]): readonly [string, string] => [
    name,
    isLiteralSecret(name, value) ? '…' : value,
  ]);
  const url = `stdio:${formatCommandLine({ ...stdio, env: Object.fromEntries(shown) })}`;
  return url.length <= MAX_SHOWN_LENGTH ? url : `${url.slice(0, MAX_SHOWN_LENGTH)}…`;
}

/** The working folder as an absolute path: a relative one starts at the workspace's folder, `directory`. */
export function absoluteFolder(directory: string, stdio: StdioCommand): StdioCommand {
  return { ...stdio, cwd: resolve(directory, stdio.cwd ?? '.') };
}

function checkVariable(name: string, value: string): void {
  if (name === '') throw badInput('A variable of the environment has no name.');
  // What no system can hand over; all else is some program's name for something.
  if (/[=\s\p{Cc}]/u.test(name)) {
    throw badInput(
      `"${name}" cannot be the name of a variable: it may not have "=", blanks or control characters.`,
    );
  }
  refuseNul(value, `The value of ${name}`);
  const broken = brokenReference(value);
  if (broken !== undefined) {
    throw badInput(
      `The value of ${name} has "${broken}": a variable is written \${NAME}, with letters, digits and "_".`,
    );
  }
}

function refuseNul(text: string, what: string): void {
  if (text.includes('\0')) throw badInput(`${what} has a NUL character, which no program can be given.`);
}

function badInput(message: string): AppError {
  return new AppError('BAD_INPUT', message);
}
