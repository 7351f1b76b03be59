import type { Draft } from '../../../shared/model/draft.ts';
import type {
  PlanStep,
  RecordedStep,
  ReplayPlan,
  ReplayVariable,
  ValueFlow,
} from '../../../shared/model/replay-plan.ts';
import { K6_RUNTIME } from './k6-runtime.ts';
import { k6Session, k6Step, type K6Session } from './k6-step.ts';

/** A plan as a script for k6: told its recorded requests piece by piece, in any order. */
export interface K6Script {
  add(steps: readonly (RecordedStep & { readonly draft: Draft })[]): void;
  /** The whole script. */
  text(): string;
}

export interface K6Options {
  readonly variables: readonly ReplayVariable[];
  /** Held steps are left out without a check that fails. */
  readonly leaveHeld?: boolean;
}

/**
 * Writes the script that sends a plan's steps under load: in their order, each to the next instance, with what flows taken
 * from answers, and a check for each step. Pure. https://grafana.com/docs/k6/latest/using-k6/checks/
 */
export function createK6Script(plan: ReplayPlan, options: K6Options): K6Script {
  const sent = plan.steps.filter(({ safety }) => safety !== 'held');
  const held = plan.steps.filter(({ safety }) => safety === 'held');
  const byNumber = new Map(sent.map((step) => [step.number, step]));
  const { made, carried } = flowsByStep(plan.flows, byNumber);
  const lines = new Map<number, string>();
  const sessions = new Map<number, K6Session>();
  return {
    add(steps) {
      for (const recorded of steps) {
        const step = byNumber.get(recorded.number);
        if (!step) continue;
        const flows = { made: made.get(step.number) ?? [], carried: carried.get(step.number) ?? [] };
        lines.set(step.number, JSON.stringify(k6Step(step, recorded, flows)));
        if (step.era === 'legacy' && !sessions.has(step.client))
          sessions.set(step.client, k6Session(recorded.draft));
      }
    },
    text() {
      const checks = options.leaveHeld ? [] : held.map(heldCheck);
      return [
        head(plan, sent.length, held),
        `const STEPS = new SharedArray('steps', () => [\n${sent.flatMap(({ number }) => lines.get(number) ?? []).join(',\n')}\n]);`,
        `const SESSIONS = ${JSON.stringify(Object.fromEntries(sessions))};`,
        `const VARIABLES = ${JSON.stringify(options.variables)};`,
        `/** Steps that nobody has allowed: they are not sent, and never look green. */\nconst HELD = ${JSON.stringify(checks)};`,
        K6_RUNTIME,
      ].join('\n');
    },
  };
}

function flowsByStep(
  flows: readonly ValueFlow[],
  steps: ReadonlyMap<number, PlanStep>,
): { readonly made: ReadonlyMap<number, ValueFlow[]>; readonly carried: ReadonlyMap<number, ValueFlow[]> } {
  const made = new Map<number, ValueFlow[]>();
  const carried = new Map<number, ValueFlow[]>();
  const add = (to: Map<number, ValueFlow[]>, number: number, flow: ValueFlow): void => {
    const known = to.get(number);
    if (known) known.push(flow);
    else to.set(number, [flow]);
  };
  for (const flow of flows) {
    const users = new Set(flow.consumers.map(({ number }) => number).filter((number) => steps.has(number)));
    if (flow.use === 'forbidden' || users.size === 0) continue;
    if (flow.use === 'used') add(made, flow.producer.number, flow);
    for (const number of users) add(carried, number, flow);
  }
  return { made, carried };
}

function heldCheck({ number, method, name, because }: PlanStep): string {
  return `#${String(number)} ${method}${name === '' ? '' : ` ${name}`} is held: ${because}`;
}

function head({ captureName, lanes, leftOut }: ReplayPlan, sent: number, held: readonly PlanStep[]): string {
  const counts = `${count(sent, 'step')} sent, ${String(held.length)} held, ${String(leftOut.length)} left out`;
  return `// Made by Hopscope from ${oneLine(captureName)}: ${counts}.
// Each iteration sends the session once, step after step${lanes > 1 ? ' (what overlapped in the recording does not here)' : ''}, each to the next target. Values that a
// server mints are taken from its answers. A check for each step: status, result or error, as recorded; values are not compared.
//
//   k6 run -e TARGETS=http://127.0.0.1:3001/mcp,http://127.0.0.1:3002/mcp --vus 50 --duration 1m SCRIPT
//   -e HEADERS='{"Authorization":"Bearer ..."}' -e TIMEOUT=30s
import { SharedArray } from 'k6/data';
import encoding from 'k6/encoding';
import http from 'k6/http';
import { check, sleep } from 'k6';
`;
}

function count(many: number, what: string): string {
  return `${String(many)} ${what}${many === 1 ? '' : 's'}`;
}

/** A name must not end the comment in which it stands. */
function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, ' ');
}
