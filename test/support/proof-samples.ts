import { NO_TAMPER, type JsonObject } from '../../shared/model/draft.ts';
import type { PlanStep, StepAnswer, ValueFlow } from '../../shared/model/replay-plan.ts';
import type { RunSummary, Schedule, ScheduleName } from '../../shared/model/replay-run.ts';
import type { MatrixRow, PointerClass } from '../../shared/model/replay-verdict.ts';
import type { LiveAnswer } from '../../engine/replay/live-answer.ts';
import { Needs } from '../../engine/replay/prove/needs.ts';
import type { CauseContext } from '../../engine/replay/prove/judgement.ts';
import type {
  NamedInstance,
  Observed,
  RecordedRequest,
  RunOrder,
  RunSchedule,
} from '../../engine/replay/prove/proof-run.ts';
import { namesOf } from '../../engine/replay/prove/wording.ts';
import { Trials, type Placement } from '../../engine/replay/prove/trial.ts';

/** Parts of proofs for tests that look at one part alone. */

export const INSTANCES: readonly NamedInstance[] = [
  { id: 'a', name: 'alpha' },
  { id: 'b', name: 'beta' },
  { id: 'c', name: 'gamma' },
];

export function step(number: number, name: string, more: Partial<PlanStep> = {}): PlanStep {
  return {
    number,
    method: 'tools/call',
    name,
    tool: name,
    era: 'modern',
    kind: 'call',
    lane: 0,
    client: 0,
    offsetMs: number,
    instanceId: 'a',
    instanceName: 'alpha',
    safety: 'repeatable',
    because: '',
    after: [],
    ...more,
  };
}

export function flow(
  producer: number,
  consumers: readonly number[],
  more: Partial<ValueFlow> = {},
): ValueFlow {
  return {
    id: `flow-${String(producer)}`,
    kind: 'handle',
    value: `value-${String(producer)}`,
    producer: { number: producer, pointer: '/result/id' },
    alsoAt: [],
    consumers: consumers.map((number) => ({ number, pointer: '/params/arguments/id' })),
    confidence: 'certain',
    why: '',
    use: 'used',
    ...more,
  };
}

/** `create` (1) mints what `add` (2) and `get` (3) carry; `other` (4) stands alone. */
export const SHOP = new Needs({
  steps: [
    step(1, 'create'),
    step(2, 'add', { after: [1] }),
    step(3, 'get', { after: [1, 2], safety: 'safe', kind: 'read' }),
    step(4, 'other', { safety: 'safe', kind: 'read' }),
  ],
  flows: [flow(1, [2, 3])],
});

export function schedule(name: ScheduleName, placed: readonly Placement[], more: object = {}): Schedule {
  return {
    choice: { name, seed: 1, ...more },
    instanceIds: INSTANCES.map(({ id }) => id),
    steps: placed.map(({ number, instanceId }) => ({ number, to: [instanceId], lane: 0, after: [] })),
    says: name,
  };
}

export function summary(run: number, name: ScheduleName, more: Partial<RunSummary> = {}): RunSummary {
  return {
    run,
    choice: { name, seed: 1 },
    says: name,
    purpose: 'battery',
    state: 'done',
    planned: 1,
    counts: { answered: 1, failed: 0, held: 0, skipped: 0, 'not-sent': 0 },
    startedAt: 0,
    ...more,
  };
}

export function pointerClass(part: Partial<PointerClass>): PointerClass {
  return { pointer: '/result/a', class: 'sticky', because: '', values: [], ...part };
}

/** What a step is answered, of all that was placed in its trial; undefined: nothing comes. */
export type Answering = (
  number: number,
  placed: readonly Placement[],
  order: RunOrder,
) => StepAnswer | undefined;

/** A runner whose answers are worked out from where a trial's requests go. */
export function answering(answer: Answering): RunSchedule {
  let runs = 0;
  return (order) => {
    runs += 1;
    const placed = order.schedule.steps.map(({ number, to, pauseMs }) => ({
      number,
      instanceId: to[0] ?? '',
      ...(pauseMs !== undefined && { pauseMs }),
    }));
    for (const { number, instanceId } of placed) {
      const got = answer(number, placed, order);
      const told: LiveAnswer = {
        ...{ run: runs, number, instanceId, state: got ? 'answered' : 'failed' },
        ref: { captureId: 'live', number: runs * 100 + number },
        ...(got && { answer: got }),
      };
      order.onAnswer(told);
    }
    return Promise.resolve(summary(runs, order.schedule.choice.name, { purpose: order.purpose }));
  };
}

export function trialsOf(answer: Answering, most = 200): Trials {
  return new Trials({
    run: answering(answer),
    instances: INSTANCES,
    signal: new AbortController().signal,
    most,
    onTrial: () => undefined,
  });
}

/** Where a step was placed in a trial. */
export function placeOf(placed: readonly Placement[], number: number): string | undefined {
  return placed.find((one) => one.number === number)?.instanceId;
}

export const GOOD: StepAnswer = { status: 200, result: { value: 'as it ought to be' } };
export const BAD: StepAnswer = { status: 200, result: { isError: true, value: 'unknown' } };

/** What was observed of some steps; of the others nothing. */
export function observedAs(
  classes: Readonly<Record<number, readonly PointerClass[]>>,
  rows: readonly MatrixRow[] = [],
): Observed & { readonly refuted: number[] } {
  const refuted: number[] = [];
  return {
    refuted,
    classesOf: (number) => classes[number] ?? [],
    row: (number) =>
      rows.find((row) => row.number === number) ?? {
        ...{
          number,
          method: 'tools/call',
          name: 'tool',
          kind: 'call',
          class: 'stable',
          cells: [],
          pointers: 0,
        },
      },
    refute: (number) => refuted.push(number),
  };
}

/** A recorded tools/call with these arguments. */
export function request(number: number, args: object): RecordedRequest {
  return {
    number,
    draft: {
      era: 'modern',
      revision: '2026-07-28',
      method: 'tools/call',
      params: { name: 'tool', arguments: args as JsonObject },
      clientCapabilities: {},
      clientInfo: null,
      tamper: NO_TAMPER,
    },
  };
}

export function causeContext(part: Partial<CauseContext>): CauseContext {
  return {
    trials: trialsOf(() => undefined),
    needs: SHOP,
    battery: [],
    instanceIds: INSTANCES.map(({ id }) => id),
    nameOf: namesOf(INSTANCES),
    recorded: () => Promise.resolve([]),
    alike: [],
    ...part,
  };
}
