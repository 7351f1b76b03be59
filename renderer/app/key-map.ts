import { CATALOGUE, type CommandInfo } from '../../shared/commands/catalogue.ts';

/**
 * Which keys run which command, by the command's id: data, so that it can be shown, tested and later changed by the
 * user. A command that is not here keeps the keys that it brought itself. `Mod` is Cmd on a Mac and Ctrl elsewhere.
 */
export type KeyMap = Readonly<Record<string, readonly string[]>>;

const ALL: readonly CommandInfo[] = CATALOGUE;

export const DEFAULT_KEYS: KeyMap = Object.fromEntries(
  ALL.flatMap(({ id, keys }) => (keys ? [[id, keys] as const] : [])),
);
