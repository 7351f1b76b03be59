import type * as z from 'zod';
import type { CommandInput, CommandName } from './bridge.ts';
import type { Result } from './result.ts';
import { SCHEMAS } from './schemas.ts';

/** A command with its input, both known to be what the contract says. */
export type CommandCall<K extends CommandName = CommandName> = {
  [C in K]: { readonly command: C; readonly input: CommandInput<C> };
}[K];

/** Whether the bridge has a command of this name. */
function isCommandName(command: string): command is CommandName {
  return Object.hasOwn(SCHEMAS, command);
}

/**
 * Checks what arrived at the edge, by WebSocket or ipc. Never throws.
 * BAD_INPUT: no such command, or the input has another shape or is over a limit; the sentence names the path.
 */
export function validateInput(command: string, input: unknown): Result<CommandCall> {
  if (!isCommandName(command)) {
    return badInput(`There is no command "${shown(command)}".`, { command: shown(command) });
  }
  return check(command, input);
}

function check<C extends CommandName>(command: C, input: unknown): Result<CommandCall<C>> {
  // A schema's output is its command's input: SchemasMatchTheContract proves it, for all commands at once.
  const schema: z.ZodType<CommandInput<C>> = SCHEMAS[command] as z.ZodType<CommandInput<C>>;
  const outcome = schema.safeParse(input);
  if (outcome.success) return { ok: true, value: { command, input: outcome.data } };
  const issue = outcome.error.issues[0];
  const path = ['input', ...(issue?.path ?? []).map(String)].join('.');
  const why = issue?.message ?? 'not what this command takes';
  return badInput(`${command} was not run: ${path}: ${why}.`, { command, path });
}

function badInput(message: string, details: Readonly<Record<string, unknown>>): Result<never> {
  return { ok: false, error: { code: 'BAD_INPUT', message, details } };
}

/** A name from outside, fit for a sentence. */
function shown(command: string): string {
  return command.length > 80 ? `${command.slice(0, 80)}…` : command;
}
