import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import type {
  FlowDecision,
  PlanSummary,
  PlanWish,
  ReplayVariable,
} from '../../../shared/model/replay-plan.ts';

/** What becomes of a tool's steps: as its safety says, sent whatever it says, or kept back whatever it says. */
export type ToolChoice = 'claimed' | 'send' | 'hold';

export interface PlanState {
  readonly wish: PlanWish | undefined;
  /** Of that wish; of the one before it while the next is on its way. */
  readonly plan: PlanSummary | undefined;
  readonly planning: boolean;
  /** How much of the recording was looked at for it, from 0 to 1; undefined while that is not known. */
  readonly share: number | undefined;
  /** Why there is no newer plan: a sentence. */
  readonly problem: string | undefined;
}

export interface PlanStore extends StoreApi<PlanState> {
  /** Another recording, or another part of it: what was decided of flows belongs to the exchanges and goes. */
  readonly choose: (captureId: string, range?: PlanWish['range']) => void;
  /** Leaves the plan that is being made; the one before it stays. */
  readonly cancel: () => void;
  /** What the engine tells of how far it is; returns what ends that. */
  readonly follow: () => () => void;
  /** Plans anew what is wished for already, such as after the recording grew. */
  readonly again: () => void;
  readonly allowAll: (all: boolean) => void;
  readonly setTool: (tool: string, choice: ToolChoice) => void;
  /** A second decision on the same flow takes the place of the first. */
  readonly decide: (decision: FlowDecision) => void;
  /** Takes back what a person decided. */
  readonly undecide: (decision: FlowDecision) => void;
  /** Undefined takes it away. */
  readonly setVariable: (recorded: string, value: string | undefined) => void;
}

const isSamePlace = (one: FlowDecision, other: FlowDecision): boolean =>
  one.op === 'add' && other.op === 'add' && JSON.stringify(one) === JSON.stringify(other);

/** Whether both are about the same flow. Pure. */
export function isSameFlow(one: FlowDecision, other: FlowDecision): boolean {
  if (one.op === 'add' || other.op === 'add') return isSamePlace(one, other);
  return one.id === other.id;
}

/** What the wish says of a tool. Pure. */
export function toolChoice({ allow }: Pick<PlanWish, 'allow'>, tool: string): ToolChoice {
  if (allow.hold?.includes(tool) === true) return 'hold';
  return allow.tools.includes(tool) ? 'send' : 'claimed';
}

/** With that said of a tool. Pure. */
export function withTool(wish: PlanWish, tool: string, choice: ToolChoice): PlanWish {
  const tools = wish.allow.tools.filter((one) => one !== tool);
  const hold = (wish.allow.hold ?? []).filter((one) => one !== tool);
  if (choice === 'send') tools.push(tool);
  if (choice === 'hold') hold.push(tool);
  return { ...wish, allow: { ...wish.allow, tools, hold } };
}

function withVariable(wish: PlanWish, recorded: string, value: string | undefined): PlanWish {
  const at = wish.variables.findIndex((one) => one.recorded === recorded);
  const entry: readonly ReplayVariable[] = value === undefined ? [] : [{ recorded, value }];
  const variables = at === -1 ? [...wish.variables, ...entry] : wish.variables.toSpliced(at, 1, ...entry);
  return { ...wish, variables };
}

const NO_PLAN: PlanState = {
  ...{ wish: undefined, plan: undefined, planning: false },
  ...{ share: undefined, problem: undefined },
};

/** The plan of one wish, made anew with each change of it; an answer that is overtaken is not taken. */
export function createPlanStore(bridge: Pick<Bridge, 'invoke' | 'on'>): PlanStore {
  const store = createStore<PlanState>(() => NO_PLAN);
  let question = 0;
  /** Of the plan that is being made. */
  let job: string | undefined;
  const leave = (): void => {
    if (job !== undefined) void bridge.invoke('replay.cancelPlan', { job });
    job = undefined;
  };
  const plan = async (wish: PlanWish): Promise<void> => {
    question += 1;
    const own = question;
    leave();
    const ownJob = (job = globalThis.crypto.randomUUID());
    const isOther = wish.captureId !== store.getState().wish?.captureId;
    store.setState({
      wish,
      planning: true,
      share: undefined,
      problem: undefined,
      ...(isOther && { plan: undefined }),
    });
    const answer = await bridge.invoke('replay.plan', { ...wish, job: ownJob });
    if (own !== question) return;
    job = undefined;
    store.setState({
      planning: false,
      ...(answer.ok ? { plan: answer.value } : { problem: answer.error.message }),
    });
  };
  const change = (next: (wish: PlanWish) => PlanWish): void => {
    const { wish } = store.getState();
    if (wish) void plan(next(wish));
  };
  return Object.assign(store, {
    choose: (captureId: string, range?: PlanWish['range']) => {
      const { wish } = store.getState();
      const kept = wish?.captureId === captureId ? wish : undefined;
      void plan({
        captureId,
        ...(range && { range }),
        allow: kept?.allow ?? { tools: [] },
        flows: kept?.flows ?? [],
        variables: kept?.variables ?? [],
      });
    },
    cancel: () => {
      if (job === undefined) return;
      question += 1;
      leave();
      store.setState({ planning: false, share: undefined });
    },
    follow: () =>
      bridge.on('planning', (told) => {
        if (told.job === job && told.total > 0) store.setState({ share: told.done / told.total });
      }),
    again: () => {
      change((wish) => wish);
    },
    allowAll: (all: boolean) => {
      change((wish) => ({ ...wish, allow: { ...wish.allow, all } }));
    },
    setTool: (tool: string, choice: ToolChoice) => {
      change((wish) => withTool(wish, tool, choice));
    },
    decide: (decision: FlowDecision) => {
      change((wish) => ({
        ...wish,
        flows: [...wish.flows.filter((one) => !isSameFlow(one, decision)), decision],
      }));
    },
    undecide: (decision: FlowDecision) => {
      change((wish) => ({ ...wish, flows: wish.flows.filter((one) => !isSameFlow(one, decision)) }));
    },
    setVariable: (recorded: string, value: string | undefined) => {
      change((wish) => withVariable(wish, recorded, value));
    },
  });
}
