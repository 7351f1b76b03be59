import type {
  Bridge,
  BridgeEvent,
  CommandInput,
  CommandName,
  CommandOutput,
} from '../../shared/bridge/bridge.ts';
import { createListeners } from '../../shared/bridge/listeners.ts';
import type { Result } from '../../shared/bridge/result.ts';
import { AppError } from '../app-error.ts';
import type { Handlers } from './handlers.ts';

/** The bridge within one process, and the engine's side of its events. */
export interface InProcessBridge extends Bridge {
  emit(event: BridgeEvent): void;
}

/**
 * What crosses is the engine's own data, not a copy. Every program puts this behind its own edge, which
 * validates. `onBug` gets what was thrown and is no AppError.
 */
export function createInProcessBridge(
  handlers: Handlers,
  onBug: (error: unknown, where: string) => void,
): InProcessBridge {
  const listeners = createListeners(true, onBug);

  const invoke = async <C extends CommandName>(
    command: C,
    input: CommandInput<C>,
  ): Promise<Result<CommandOutput<C>>> => {
    try {
      return { ok: true, value: await handlers[command](input) };
    } catch (error) {
      if (error instanceof AppError) return { ok: false, error: error.toBridgeError() };
      onBug(error, command);
      const message = `Hopscope made a mistake in ${command}: ${String(error)}. Nothing recorded is lost.`;
      return { ok: false, error: { code: 'INTERNAL', message } };
    }
  };

  return { invoke, on: listeners.on, onConnection: listeners.onConnection, emit: listeners.emit };
}
