import type { Bridge, BridgeEvent, CommandName } from '../../shared/bridge/bridge.ts';
import type { Result } from '../../shared/bridge/result.ts';
import type { Row } from '../../shared/model/exchange.ts';

/** What a fake answers to one command: a Result, or a bug that is thrown. */
export type FakeAnswer = (input: never) => Result<unknown> | Promise<Result<unknown>>;

/** A bridge whose other side is the test. */
export interface FakeEngine {
  readonly bridge: Bridge;
  readonly calls: { readonly command: string; readonly input: unknown }[];
  answer(command: CommandName, answer: FakeAnswer): void;
  emit(event: BridgeEvent): void;
  /** Subscriptions that have not been ended. */
  listenerCount(): number;
}

/** Answers `ok: null` to every command that the test does not answer. */
export function createFakeEngine(): FakeEngine {
  const calls: { command: string; input: unknown }[] = [];
  const answers = new Map<string, FakeAnswer>();
  const listeners = new Set<{ readonly event: string; readonly listener: (payload: never) => void }>();
  return {
    calls,
    bridge: {
      async invoke(command, input) {
        calls.push({ command, input });
        const answer = answers.get(command);
        return (answer ? await answer(input as never) : { ok: true, value: null }) as never;
      },
      on(event, listener) {
        const entry = { event, listener };
        listeners.add(entry);
        return () => {
          listeners.delete(entry);
        };
      },
      onConnection(listener) {
        listener(true);
        return () => undefined;
      },
    },
    answer(command, answer) {
      answers.set(command, answer);
    },
    emit({ event, payload }) {
      for (const entry of listeners) if (entry.event === event) entry.listener(payload as never);
    },
    listenerCount: () => listeners.size,
  };
}

export function makeRow(number: number, changes: Partial<Row> = {}): Row {
  return {
    number,
    startedAt: 1_795_432_000_000 + number,
    origin: 'composer',
    instanceId: 'a',
    instanceName: 'alpha',
    era: 'modern',
    method: 'tools/call',
    name: 'whoami',
    state: 'done',
    requestBytes: 10,
    responseBytes: 20,
    eventCount: 1,
    ...changes,
  };
}
