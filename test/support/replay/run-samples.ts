import { type Draft, NO_TAMPER } from '../../../shared/model/draft.ts';
import type { PlanStep, ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type { RunSummary, Schedule, ScheduledStep } from '../../../shared/model/replay-run.ts';
import type { LiveAnswer } from '../../../engine/replay/live-answer.ts';
import type { RunOrder, RunParts } from '../../../engine/replay/run/run-order.ts';
import type { SentStep, StepOrder } from '../../../engine/replay/run/step-sender.ts';

/** A step that changes nothing and needs nothing. */
export function sampleStep(number: number, change: Partial<PlanStep> = {}): PlanStep {
  return {
    number,
    method: 'tools/list',
    name: '',
    tool: 'tools/list',
    era: 'modern',
    kind: 'list',
    lane: 0,
    client: 0,
    offsetMs: number * 10,
    instanceId: 'a',
    instanceName: 'alpha',
    safety: 'safe',
    because: 'It is a list.',
    after: [],
    ...change,
  };
}

export function samplePlan(steps: readonly PlanStep[]): ReplayPlan {
  return {
    captureId: 'c1',
    captureName: 'sample.hopscope',
    steps,
    leftOut: [],
    flows: [],
    tools: [],
    variables: [],
    recordedOn: [{ id: 'a', name: 'alpha' }],
    lanes: Math.max(0, ...steps.map(({ lane }) => lane)) + 1,
    lastedMs: 0,
  };
}

/** All steps of the plan on one instance. */
export function sampleSchedule(
  plan: ReplayPlan,
  change: Partial<Schedule> & { readonly to?: (step: PlanStep) => readonly string[] } = {},
): Schedule {
  const { to = () => ['a'], ...rest } = change;
  return {
    choice: { name: 'pinned', seed: 1 },
    instanceIds: ['a', 'b'],
    steps: plan.steps
      .filter(({ safety }) => safety !== 'held')
      .map((step): ScheduledStep => ({
        number: step.number,
        to: to(step),
        lane: step.lane,
        after: step.after,
      })),
    says: 'All on alpha.',
    ...rest,
  };
}

const DRAFT: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/list',
  params: {},
  clientCapabilities: {},
  clientInfo: null,
  tamper: NO_TAMPER,
};

/** A request that the fake sender has got and not answered yet. */
export interface Asked extends StepOrder {
  answer(sent?: Partial<SentStep>): void;
}

/** A run whose requests a test answers by hand. */
export interface FakeRun {
  readonly asked: Asked[];
  readonly answers: LiveAnswer[];
  readonly summaries: RunSummary[];
  readonly abort: AbortController;
  readonly order: RunOrder;
  readonly parts: RunParts;
  /** What was done beside sending, in order. */
  readonly log: string[];
  /** `number@instance` of all that was sent so far. */
  sent(): string[];
  /** Answers all that come from now on at once. */
  answerAll(how?: (order: StepOrder) => Partial<SentStep>): void;
}

export function fakeRun(
  plan: ReplayPlan,
  schedule: Schedule,
  change: { readonly order?: Partial<RunOrder>; readonly parts?: Partial<RunParts> } = {},
): FakeRun {
  const abort = new AbortController();
  const asked: Asked[] = [];
  const answers: LiveAnswer[] = [];
  const summaries: RunSummary[] = [];
  const log: string[] = [];
  let automatic: ((order: StepOrder) => Partial<SentStep>) | undefined;
  const waiting = new Set<() => void>();
  let lastRef = 0;
  const answered = (sent: Partial<SentStep> = {}): SentStep => ({
    state: 'answered',
    ref: { captureId: 'r', number: (lastRef += 1) },
    answer: { status: 200, result: {} },
    ...sent,
  });
  return {
    asked,
    answers,
    summaries,
    abort,
    log,
    sent: () => asked.map(({ step, instanceId }) => `${String(step.number)}@${instanceId}`),
    answerAll(how = () => ({})) {
      automatic = how;
      for (const wake of [...waiting]) wake();
    },
    order: {
      plan,
      schedule,
      run: 1,
      purpose: 'replay',
      pace: { kind: 'asap', lanes: 16 },
      signal: abort.signal,
      onAnswer: (answer) => answers.push(answer),
      onProgress: (summary) => summaries.push({ ...summary, counts: { ...summary.counts } }),
      ...change.order,
    },
    parts: {
      drafts: { drafts: (numbers) => Promise.resolve(new Map(numbers.map((number) => [number, DRAFT]))) },
      values: {
        learn: () => [],
        mintedBy: () => [],
        rewrite: (_number, draft) => ({ draft }),
        putBack: (_number, answer) => answer,
      },
      sender: {
        send: (order) =>
          new Promise((resolve) => {
            const done = (sent?: Partial<SentStep>): void => {
              waiting.delete(wake);
              resolve(answered(sent));
            };
            const wake = (): void => {
              done(automatic?.(order));
            };
            waiting.add(wake);
            asked.push({ ...order, answer: done });
            if (automatic) wake();
          }),
        giveUp() {
          log.push('give up');
          automatic = () => ({ state: 'given-up', why: 'cancelled' });
          for (const wake of [...waiting]) wake();
        },
        close: () => {
          log.push('close');
          return Promise.resolve();
        },
      },
      control: {
        canTakeDown: () => true,
        takeDown: (id) => {
          log.push(`down ${id}`);
          return Promise.resolve();
        },
        bringUp: (id) => {
          log.push(`up ${id}`);
          return Promise.resolve();
        },
      },
      nameOf: (id) => ({ a: 'alpha', b: 'beta' })[id] ?? id,
      now: () => 1_000,
      ...change.parts,
    },
  };
}
