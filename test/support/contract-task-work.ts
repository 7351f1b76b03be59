import { expect } from 'vitest';
import type { CommandInput, CommandName } from '../../shared/bridge/bridge.ts';
import type { ExchangeRef } from '../../shared/model/exchange.ts';
import type { ClientWork } from './contract-client-work.ts';

/** The part of a day's work in which tasks are driven. */
export async function driveTasks(
  work: ClientWork & { readonly invoked: Set<CommandName> },
  refs: readonly ExchangeRef[],
): Promise<void> {
  const [ref] = refs;
  if (!ref) throw new Error('nothing was sent');
  const refused = async <C extends CommandName>(
    command: C,
    input: CommandInput<C>,
    code: string,
  ): Promise<void> => {
    work.invoked.add(command);
    expect(await work.bridge.invoke(command, input)).toMatchObject({ ok: false, error: { code } });
  };
  expect(await work.run('task.list', null)).toEqual([]);
  await refused('task.drive', ref, 'BAD_INPUT');
  await refused('task.control', { id: 'none', action: 'pause' }, 'NOT_FOUND');
  await refused('task.answer', { id: 'none', responses: {} }, 'NOT_FOUND');
}
