import type { Bridge, CommandName } from './bridge.ts';
import type { Result } from './result.ts';
import { type CommandCall, validateInput } from './validate.ts';

/**
 * The way in for every program that carries the bridge: checks what arrived, runs it, and turns what is thrown
 * into INTERNAL. Never rejects. `onBug` gets what was thrown, for the log.
 */
export async function answerCall(
  bridge: Bridge,
  command: unknown,
  input: unknown,
  onBug: (command: string, thrown: unknown) => void,
): Promise<Result<unknown>> {
  if (typeof command !== 'string') {
    return {
      ok: false,
      error: { code: 'BAD_INPUT', message: 'Nothing was run: command: expected the name of a command.' },
    };
  }
  try {
    const checked = validateInput(command, input);
    return checked.ok ? await run(bridge, checked.value) : checked;
  } catch (thrown) {
    onBug(command, thrown);
    return {
      ok: false,
      error: {
        code: 'INTERNAL',
        message: `${command} failed because of a fault in Hopscope; what is known of it is in the log.`,
      },
    };
  }
}

function run<C extends CommandName>(bridge: Bridge, call: CommandCall<C>): Promise<Result<unknown>> {
  return bridge.invoke<C>(call.command, call.input);
}
