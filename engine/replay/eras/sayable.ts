import type { Era } from '../../../shared/model/instance.ts';
import type { PlanStep, ValueFlow } from '../../../shared/model/replay-plan.ts';
import type { GoneStep } from '../../../shared/model/replay-eras.ts';

type Reason = Pick<GoneStep, 'says' | 'feature'>;

/**
 * What 2026-07-28 has no more. Source: https://modelcontextprotocol.io/specification/2026-07-28/changelog; tasks went into an
 * extension with other methods, https://modelcontextprotocol.io/extensions/tasks/overview
 */
const NOT_MODERN: Readonly<Record<string, Reason>> = {
  ping: { says: '2026-07-28 has no ping: any request shows that the server is there.', feature: 'ping' },
  'logging/setLevel': {
    says: '2026-07-28 has no logging/setLevel: each request says its own level in _meta.',
    feature: 'set-level',
  },
  'resources/subscribe': {
    says: '2026-07-28 has no resources/subscribe: subscriptions/listen names the resources.',
    feature: 'resources-subscribe',
  },
  'resources/unsubscribe': {
    says: '2026-07-28 has no resources/unsubscribe: closing the stream of subscriptions/listen ends it.',
    feature: 'resources-unsubscribe',
  },
  'tasks/list': { says: 'The Tasks extension has no tasks/list.', feature: 'tasks-list' },
  'tasks/result': {
    says: 'The Tasks extension has no tasks/result: tasks/get holds the result once the task has ended.',
    feature: 'tasks-result',
  },
  'tasks/get': { says: 'Tasks of 2025-11-25 are not those of the Tasks extension.', feature: 'core-tasks' },
  'tasks/cancel': {
    says: 'Tasks of 2025-11-25 are not those of the Tasks extension.',
    feature: 'core-tasks',
  },
};

/** What came with 2026-07-28. */
const NOT_LEGACY: Readonly<Record<string, Reason>> = {
  'server/discover': {
    says: 'Before 2026-07-28 there is no server/discover: initialize tells the same.',
    feature: 'initialize',
  },
  'tasks/get': { says: 'The Tasks extension is not there before 2026-07-28.', feature: 'core-tasks' },
  'tasks/update': { says: 'The Tasks extension is not there before 2026-07-28.', feature: 'core-tasks' },
  'tasks/cancel': { says: 'The Tasks extension is not there before 2026-07-28.', feature: 'core-tasks' },
};

const ASKS: Reason = {
  says:
    'The server asks for input on the way. Before 2026-07-28 it sends requests of its own for that, which a replay does not ' +
    'answer.',
  feature: 'server-requests',
};

/** The steps that cannot be said in an era, by number, and those that need a value of one of them. Pure. */
export function unsayable(
  steps: readonly PlanStep[],
  flows: readonly ValueFlow[],
  era: Era,
): ReadonlyMap<number, GoneStep> {
  const gone = new Map<number, GoneStep>();
  const asking = new Set(
    steps.flatMap(({ kind, follows }) => (kind === 'round' && follows !== undefined ? [follows] : [])),
  );
  const needs = new Map<number, number[]>();
  for (const { producer, consumers, use } of flows) {
    if (use !== 'used') continue;
    for (const { number } of consumers) needs.set(number, [...(needs.get(number) ?? []), producer.number]);
  }
  for (const step of steps) {
    const reason = reasonFor(step, era, asking) ?? missing(needs.get(step.number), gone);
    if (!reason) continue;
    const { number, method, name } = step;
    gone.set(number, { number, method, name, era, ...reason });
  }
  return gone;
}

/** The steps that one of several eras does not have: each once. Pure. */
export function goneIn(
  steps: readonly PlanStep[],
  flows: readonly ValueFlow[],
  eras: readonly Era[],
): readonly GoneStep[] {
  return [...new Map(eras.flatMap((era) => [...unsayable(steps, flows, era)])).values()];
}

function reasonFor(step: PlanStep, era: Era, asking: ReadonlySet<number>): Reason | undefined {
  if (step.era === era) return undefined;
  if (era === 'modern') return own(NOT_MODERN, step.method);
  if (step.kind === 'round' || asking.has(step.number)) return ASKS;
  return own(NOT_LEGACY, step.method);
}

function own(reasons: Readonly<Record<string, Reason>>, method: string): Reason | undefined {
  return Object.hasOwn(reasons, method) ? reasons[method] : undefined;
}

/** Steps are in the order of the plan, so whom a step needs has been judged before. */
function missing(
  producers: readonly number[] | undefined,
  gone: ReadonlyMap<number, GoneStep>,
): Reason | undefined {
  const producer = producers?.find((number) => gone.has(number));
  if (producer === undefined) return undefined;
  return { says: `It needs a value of #${String(producer)}, which this era does not have.` };
}
