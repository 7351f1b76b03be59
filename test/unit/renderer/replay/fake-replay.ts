import type { Bridge, CommandName, Events } from '../../../../shared/bridge/bridge.ts';
import type { AppErrorCode, Result } from '../../../../shared/bridge/result.ts';
import type { PlanSummary, PlanWish, ValueFlow } from '../../../../shared/model/replay-plan.ts';
import type { ReplayWish } from '../../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../../shared/model/replay-verdict.ts';

export const WISH: PlanWish = { captureId: 'c1', allow: { tools: [] }, flows: [], variables: [] };

export function planOf(wish: PlanWish, change: Partial<PlanSummary> = {}): PlanSummary {
  return {
    id: 'plan-1',
    wish,
    captureId: wish.captureId,
    captureName: 'shop.hopscope',
    steps: 62,
    held: 2,
    leftOut: {},
    flows: 3,
    tools: [],
    variables: [],
    recordedOn: [{ id: 'a', name: 'alpha' }],
    lanes: 1,
    lastedMs: 900,
    ...change,
  };
}

const REPLAY_WISH: ReplayWish = {
  kind: 'prove',
  plan: WISH,
  instanceIds: ['a', 'b'],
  schedules: [],
  pace: { kind: 'asap', lanes: 4 },
};

export function replayOf(change: Partial<ReplayState> = {}): ReplayState {
  return {
    id: 'r1',
    wish: REPLAY_WISH,
    state: 'running',
    recording: { captureId: 'c1', name: 'shop.hopscope', path: '/shop.hopscope' },
    instances: [
      { id: 'a', name: 'alpha' },
      { id: 'b', name: 'beta' },
    ],
    steps: 62,
    held: 2,
    runs: [],
    doing: 'Run 1: round robin',
    done: 10,
    planned: 60,
    startedAt: 1000,
    ...change,
  };
}

export function flowOf(
  id: string,
  from: number,
  to: readonly number[],
  change: Partial<ValueFlow> = {},
): ValueFlow {
  return {
    id,
    kind: 'handle',
    value: `value of ${id}`,
    producer: { number: from, pointer: '/result/structuredContent/id' },
    alsoAt: [],
    consumers: to.map((number) => ({ number, pointer: '/params/arguments/id' })),
    confidence: 'likely',
    why: 'It is found again.',
    use: 'used',
    ...change,
  };
}

type Answer = (input: never) => unknown;

/** A refusal that an answer of the table throws. */
export class Refusal extends Error {
  readonly code: AppErrorCode;
  constructor(code: AppErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** A bridge that answers from a table, tells events, and knows what it was asked. */
export function fakeBridge(answers: Partial<Record<CommandName, Answer>>) {
  const listeners = new Map<string, Set<(payload: never) => void>>();
  const calls: { readonly command: CommandName; readonly input: unknown }[] = [];
  let connect: ((connected: boolean) => void) | undefined;
  const bridge = {
    invoke: async (command: CommandName, input: never): Promise<Result<unknown>> => {
      calls.push({ command, input });
      const answer = answers[command];
      if (!answer)
        return { ok: false, error: { code: 'NOT_FOUND', message: `${command} is not in the table` } };
      try {
        return { ok: true, value: await answer(input) };
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        return { ok: false, error: { code: error.code, message: error.message } };
      }
    },
    on: (event: string, listener: (payload: never) => void) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      return () => known.delete(listener);
    },
    onConnection: (listener: (connected: boolean) => void) => {
      connect = listener;
      listener(true);
      return () => (connect = undefined);
    },
  } as unknown as Bridge;
  return {
    bridge,
    calls,
    inputs: (command: CommandName) =>
      calls.filter((call) => call.command === command).map(({ input }) => input),
    tell: <E extends keyof Events>(event: E, payload: Events[E]) => {
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    },
    connect: (connected: boolean) => connect?.(connected),
    listeners: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0) + (connect ? 1 : 0),
  };
}

/** Lets answers that are there already be taken in. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
