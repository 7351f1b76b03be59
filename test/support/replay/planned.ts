import { createPlanner } from '../../../engine/replay/plan/planner.ts';
import { answeredOf } from '../../../engine/replay/plan/answered.ts';
import type { SeenExchange } from '../../../engine/lint/seen-exchange.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { PlanStep, PlanWish, ReplayPlan, ValueFlow } from '../../../shared/model/replay-plan.ts';
import { exchange, type ExchangeParts } from '../lint/exchange.ts';

// Recorded sessions as a planner is told of them.

/** Exchanges numbered from 1, each a second after the one before, answered after 10 ms; a part's own row says otherwise. */
export function session(...parts: readonly ExchangeParts[]): SeenExchange[] {
  return parts.map((part, at) =>
    exchange({
      ...part,
      row: { number: at + 1, startedAt: 1_000_000 + at * 1_000, origin: 'gateway', ...part.row },
    }),
  );
}

/** A tools/call, and what its answer holds as structured content. */
export function toolCall(
  name: string,
  args: JsonObject,
  value: JsonObject,
  more: Partial<ExchangeParts> = {},
): ExchangeParts {
  return {
    method: 'tools/call',
    params: { name, arguments: args },
    result: { content: [{ type: 'text', text: JSON.stringify(value) }], structuredContent: value },
    ...more,
  };
}

/** A tools/list with these tools and what the server claims about each. */
export function toolList(claims: Readonly<Record<string, JsonObject>>): ExchangeParts {
  const tools = Object.entries(claims).map(([name, annotations]) => ({
    name,
    inputSchema: { type: 'object' },
    annotations,
  }));
  return { method: 'tools/list', result: { tools, ttlMs: 1, cacheScope: 'public' } };
}

/** The plan of a session; everything held is allowed unless the wish says otherwise. */
export function planOf(exchanges: readonly SeenExchange[], wish: Partial<PlanWish> = {}): ReplayPlan {
  const planner = createPlanner({
    captureId: 'c',
    allow: { all: true, tools: [] },
    flows: [],
    variables: [],
    ...wish,
  });
  for (const each of exchanges) planner.asked(each);
  for (const each of exchanges) planner.answered(answeredOf(each));
  return planner.plan({ id: 'c', name: 'session' });
}

/** `#3/result/structuredContent/id -> #4/params/arguments/id`, for flows that are used. */
export function arrows({ flows }: Pick<ReplayPlan, 'flows'>): string[] {
  return flows
    .filter(({ use }) => use === 'used')
    .flatMap(({ producer, consumers }) =>
      consumers.map(
        ({ number, pointer }) =>
          `#${String(producer.number)}${producer.pointer} -> #${String(number)}${pointer}`,
      ),
    );
}

/** A step of which only this is of interest. */
export function step(part: Partial<PlanStep> & Pick<PlanStep, 'number'>): PlanStep {
  return {
    method: 'tools/call',
    name: 'tool',
    tool: 'tool',
    era: 'modern',
    kind: 'call',
    lane: 0,
    client: 0,
    offsetMs: 0,
    instanceId: 'alpha',
    instanceName: 'alpha',
    safety: 'repeatable',
    because: '',
    after: [],
    ...part,
  };
}

/** A flow that is used, from one step to others. */
export function flow(from: number, to: readonly number[], part: Partial<ValueFlow> = {}): ValueFlow {
  return {
    id: `${String(from)}-${to.join()}`,
    kind: 'handle',
    value: `value-${String(from)}`,
    producer: { number: from, pointer: '/result/structuredContent/id' },
    alsoAt: [],
    consumers: to.map((number) => ({ number, pointer: '/params/arguments/id' })),
    confidence: 'certain',
    why: '',
    use: 'used',
    ...part,
  };
}
