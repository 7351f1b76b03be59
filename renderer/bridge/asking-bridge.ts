import type { Bridge, CommandInput, CommandName, CommandOutput } from '../../shared/bridge/bridge.ts';
import type { BridgeError, Result } from '../../shared/bridge/result.ts';
import type { Consent } from '../ui/app-context.ts';

/** What a person asks for; what a screen asks for by itself, such as a list, opens no question. */
const BY_HAND: ReadonlySet<CommandName> = new Set(['exchange.send', 'exchange.respond', 'exchange.reopen']);

function isByHand<C extends CommandName>(command: C, input: CommandInput<C>): boolean {
  if (BY_HAND.has(command)) return true;
  return command === 'listing.get' && (input as CommandInput<'listing.get'>).refresh;
}

/** The instance whose command has to be allowed first. */
function instanceToAllow(error: BridgeError): string | undefined {
  const id = error.code === 'NEEDS_CONSENT' ? error.details?.['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
}

/**
 * The bridge, but where a command of a person needs consent first, that is asked for, and the command goes on once it
 * is given: for each instance that it goes to. Where it is not given, the refusal says so.
 */
export function askingBridge(
  bridge: Bridge,
  consent: Pick<Consent, 'ask'>,
  nameOf: (instanceId: string) => string,
): Bridge {
  const invoke = async <C extends CommandName>(
    command: C,
    input: CommandInput<C>,
  ): Promise<Result<CommandOutput<C>>> => {
    const asked = new Set<string>();
    for (;;) {
      const answer = await bridge.invoke(command, input);
      const id = answer.ok || !isByHand(command, input) ? undefined : instanceToAllow(answer.error);
      // Allowed and yet refused again: another question would be of no use.
      if (answer.ok || id === undefined || asked.has(id)) return answer;
      asked.add(id);
      if (await consent.ask(id)) continue;
      const message = `Nothing was sent: the command of ${nameOf(id)} was not allowed to be started.`;
      return { ok: false, error: { ...answer.error, message } };
    }
  };
  return { ...bridgeEvents(bridge), invoke };
}

function bridgeEvents(bridge: Bridge): Pick<Bridge, 'on' | 'onConnection'> {
  return {
    on: (event, listener) => bridge.on(event, listener),
    onConnection: (listener) => bridge.onConnection(listener),
  };
}
