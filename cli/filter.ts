import type { Command } from 'commander';
import { readWorkspace } from '../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../shared/bridge/bridge.ts';
import { parseFilter } from '../shared/filter/parse.ts';
import type { FilterProblem } from '../shared/model/filter.ts';
import type { SavedFilter } from '../shared/model/workspace.ts';
import type { Console } from './console.ts';
import { UsageError } from './exit-codes.ts';
import { workspaceOf } from './session.ts';

type Ask = <C extends CommandName>(command: C, input: CommandInput<C>) => Promise<CommandOutput<C>>;

/** Flags of a command that takes a filter. */
export interface FilterOptions {
  readonly filter?: string;
  readonly workspace?: string;
}

/** `--filter`, and where filters that have a name are looked up. */
export function addFilterOption(command: Command): Command {
  return command.option(
    '--filter <filter>',
    'only exchanges that it finds (docs/filters.md), or @NAME of one that is saved in the workspace',
  );
}

/** The filter's text; undefined where none is given. Throws UsageError where it is none, or no filter has the name. */
export async function readFilterOption(
  console: Console,
  options: FilterOptions,
): Promise<string | undefined> {
  const { filter } = options;
  if (filter === undefined) return undefined;
  const text = filter.startsWith('@') ? await savedFilter(console, options, filter.slice(1)) : filter;
  const reading = parseFilter(text);
  if (!reading.ok) throw new UsageError(`--filter: ${problemText(text, reading.problem)}`);
  return reading.filter.kind === 'all' ? undefined : text;
}

async function savedFilter(console: Console, options: FilterOptions, name: string): Promise<string> {
  const directory = workspaceOf(options, console);
  const { filters } = await readWorkspace({ directory, env: console.env });
  const found = filterNamed(filters, name);
  if (found) return found.text;
  const known =
    filters.length === 0 ? 'It has none.' : `There are ${filters.map((one) => `@${one.id}`).join(', ')}.`;
  throw new UsageError(`--filter: no filter of the workspace ${directory} is called "${name}". ${known}`);
}

/** By its id, or by its name whatever the case. Pure. */
export function filterNamed(filters: readonly SavedFilter[], name: string): SavedFilter | undefined {
  const wanted = name.toLowerCase();
  return filters.find(({ id }) => id === name) ?? filters.find((one) => one.name.toLowerCase() === wanted);
}

/** What is wrong, with the place marked below the filter. Pure. */
export function problemText(text: string, { message, from, to }: FilterProblem): string {
  const line = text.replace(/\s/g, ' ');
  return `${message}\n  ${line}\n  ${' '.repeat(from)}${'^'.repeat(Math.max(1, to - from))}`;
}

/** Numbers of all exchanges that the filter finds, ascending; where it leans on what is found, of all that is judged. */
export async function findNumbers(ask: Ask, captureId: string, filter: string): Promise<readonly number[]> {
  const numbers: number[] = [];
  for (let above = 0; ;) {
    const found = await ask('capture.find', { captureId, filter, above });
    const bytes = Buffer.from(found.packed, 'base64');
    for (let at = 0; at < bytes.length; at += 4) numbers.push(bytes.readUInt32LE(at));
    if (found.through === undefined) return numbers;
    above = found.through;
  }
}
