import type { CommandInput, CommandName, CommandOutput } from '../../shared/bridge/bridge.ts';

/** One function a command; each may throw AppError, which becomes `Result.error` at the bridge. */
export type Handlers = {
  readonly [C in CommandName]: (input: CommandInput<C>) => CommandOutput<C> | Promise<CommandOutput<C>>;
};

/** The handlers whose names begin with one of these prefixes. */
export type HandlersOf<P extends string> = Pick<Handlers, Extract<CommandName, `${P}.${string}`>>;
