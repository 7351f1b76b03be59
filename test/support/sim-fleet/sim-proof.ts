import type { JsonObject } from '../../../shared/model/json.ts';
import type { StepAnswer } from '../../../shared/model/replay-plan.ts';
import type { ReplayWish, RunSummary, StepState } from '../../../shared/model/replay-run.ts';
import type { Verdict } from '../../../shared/model/replay-verdict.ts';
import { Observations } from '../../../engine/replay/diff/observations.ts';
import { prove } from '../../../engine/replay/prove/prove.ts';
import type { RunOrder } from '../../../engine/replay/prove/proof-run.ts';
import { createRandom } from '../../../engine/random.ts';
import { simSchedule } from './sim-schedule.ts';
import { mintedIn, recordSimSession, replaceText, type SimSession } from './sim-session.ts';
import { SimWorld, type SimFault } from './sim-world.ts';

const NAMES = ['alpha', 'beta', 'gamma'];

export interface SimProofOptions {
  readonly faults?: readonly SimFault[];
  readonly seed?: number;
  readonly era?: 'modern' | 'legacy';
  /** 3 where absent. */
  readonly instances?: number;
  readonly mostTrials?: number;
  /** Before each run. */
  readonly onRun?: (order: RunOrder, abort: AbortController) => void;
  readonly doing?: string[];
}

/** A proof of a simulated fleet: no sockets, no time. */
export async function proveSim(
  options: SimProofOptions = {},
): Promise<Verdict & { readonly requests: number }> {
  const { faults = [], seed = 1, era = 'modern', instances: count = 3 } = options;
  const random = createRandom(seed);
  const session = recordSimSession(random, era);
  const { plan, requests } = session;
  const world = new SimWorld(faults, random);
  const instances = NAMES.slice(0, count).map((name) => ({ id: name, name }));
  const instanceIds = instances.map(({ id }) => id);
  const observations = new Observations({ captureId: plan.captureId, steps: plan.steps, instances });
  for (const { number, answer } of requests) observations.setRecorded(number, answer);
  const wish: ReplayWish = {
    kind: 'prove',
    plan: { captureId: plan.captureId, allow: { all: true, tools: [] }, flows: [], variables: [] },
    instanceIds,
    schedules: [],
    pace: { kind: 'asap', lanes: 4 },
    seed,
  };
  const abort = new AbortController();
  let runs = 0;
  const verdict = await prove({
    plan,
    wish,
    instances,
    schedule: (choice) => simSchedule(plan, choice, instanceIds),
    run: (order) => {
      options.onRun?.(order, abort);
      runs += 1;
      const run = runs;
      observations.setRun({ run, choice: order.schedule.choice, purpose: order.purpose });
      return Promise.resolve(
        runSim(order, run, { session, world, observations, instanceIds, signal: abort.signal }),
      );
    },
    canGoDown: [],
    observed: observations,
    recorded: (numbers) => Promise.resolve(requests.filter(({ number }) => numbers.includes(number))),
    signal: abort.signal,
    onDoing: (text) => options.doing?.push(text),
    now: () => world.now,
    breather: () => undefined,
    ...(options.mostTrials !== undefined && { mostTrials: options.mostTrials }),
  });
  return { ...verdict, requests: world.requests };
}

interface SimParts {
  readonly session: SimSession;
  readonly world: SimWorld;
  readonly observations: Observations;
  readonly instanceIds: readonly string[];
  readonly signal: AbortSignal;
}

/** One run: one request after the other, with this run's values. */
function runSim(order: RunOrder, run: number, parts: SimParts): RunSummary {
  const { session, world, observations, instanceIds, signal } = parts;
  const { schedule, purpose } = order;
  const counts: Record<StepState, number> = { answered: 0, failed: 0, held: 0, skipped: 0, 'not-sent': 0 };
  const live = new Map<string, string>();
  const sessions = new Map<number, { id: string; openedOn: number }>();
  const byNumber = new Map(session.plan.steps.map((step) => [step.number, step]));
  const tell = (number: number, instanceId: string, state: StepState, answer?: StepAnswer): void => {
    counts[state] += 1;
    const flow = session.plan.flows.find(({ producer }) => producer.number === number);
    const value = flow && mintedIn(session.toolOf(number), answer);
    const told = {
      ...{ run, number, instanceId, state },
      ref: { captureId: 'live', number: world.requests },
      ...(answer && { answer: putBack(answer, live) }),
      ...(flow && value !== undefined && { minted: [{ flow: flow.id, value }] }),
    };
    observations.add(told);
    order.onAnswer(told);
  };
  for (const { number, to, pauseMs } of schedule.steps) {
    const args = signal.aborted ? undefined : withLive(number, session, live);
    world.now += pauseMs ?? 0;
    for (const [index, instanceId] of to.entries()) {
      const state = signal.aborted ? 'not-sent' : args === undefined ? 'skipped' : 'answered';
      if (args === undefined) {
        tell(number, instanceId, state);
        continue;
      }
      const instance = instanceIds.indexOf(instanceId);
      const { client = 0, era } = byNumber.get(number) ?? {};
      const opened =
        schedule.choice.name === 'legacy-sticky' ? instance : (sessions.get(client)?.openedOn ?? instance);
      if (!sessions.has(client)) sessions.set(client, { id: `s-${String(run)}`, openedOn: instance });
      const answer = world.answer({
        ...{ instance, tool: session.toolOf(number), args },
        ...(era === 'legacy' && { session: { id: `s-${String(run)}`, openedOn: opened } }),
      });
      if (index === 0) learn(number, session, answer, live);
      tell(number, instanceId, 'answered', answer);
    }
  }
  const isWhole = counts.skipped + counts['not-sent'] === 0;
  return {
    ...{ run, choice: schedule.choice, says: schedule.says, purpose, counts },
    state: isWhole ? 'done' : 'incomplete',
    planned: schedule.steps.reduce((sum, { to }) => sum + to.length, 0),
    startedAt: world.now,
    ...(!isWhole && { problem: 'not all was sent' }),
  };
}

/** The arguments with what this run was given; undefined where it was not. */
function withLive(
  number: number,
  session: SimSession,
  live: ReadonlyMap<string, string>,
): JsonObject | undefined {
  let args = session.argsOf(number);
  for (const flow of session.plan.flows) {
    if (!flow.consumers.some((place) => place.number === number)) continue;
    const value = live.get(String(flow.value));
    if (value === undefined) return undefined;
    args = replaceText(args, String(flow.value), value) as JsonObject;
  }
  return args;
}

function learn(number: number, session: SimSession, answer: StepAnswer, live: Map<string, string>): void {
  const flow = session.plan.flows.find(({ producer }) => producer.number === number);
  const value = mintedIn(session.toolOf(number), answer);
  if (flow && value !== undefined) live.set(String(flow.value), value);
}

function putBack(answer: StepAnswer, live: ReadonlyMap<string, string>): StepAnswer {
  let back = { ...answer } as JsonObject;
  for (const [recorded, value] of live) back = replaceText(back, value, recorded) as JsonObject;
  return back;
}
