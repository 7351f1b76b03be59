import { type CommandId, commandInfo, type CommandInfo } from '../../shared/commands/catalogue.ts';
import type { AppCommand } from './app-context.ts';

/** A command of the one list, with what it does here. `checked`: what it stands for is on. */
export function catalogued(id: CommandId, run: () => void, checked?: boolean): AppCommand {
  const { title, group, keys, whileTyping }: CommandInfo = commandInfo(id);
  return {
    ...{ id, title, group, run },
    ...(keys && { keys }),
    ...(whileTyping && { whileTyping }),
    ...(checked !== undefined && { checked }),
  };
}
