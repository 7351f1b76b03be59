import type { ReplayPlan } from '../../../shared/model/replay-plan.ts';
import type {
  Schedule,
  ScheduleChoice,
  ScheduledStep,
  ScheduleName,
} from '../../../shared/model/replay-run.ts';
import { AppError } from '../../app-error.ts';
import { createRandom } from '../../random.ts';
import { partSteps } from './adversarial.ts';
import { sentSteps, type SentStep } from './contract.ts';
import { reordered } from './reorder.ts';

/** What of a plan schedules are made of. */
export type Scheduled = Pick<ReplayPlan, 'steps' | 'flows'>;

/** Placements, and what they do: a sentence. */
interface Placed {
  readonly steps: readonly ScheduledStep[];
  readonly says: string;
  readonly down?: NonNullable<Schedule['down']>;
}

interface Task {
  readonly steps: readonly SentStep[];
  readonly flows: ReplayPlan['flows'];
  readonly choice: Schedule['choice'];
  readonly ids: readonly string[];
}

/**
 * Works a schedule out: which instance gets which step, in which order. Held steps are left out. Pure, and the same for the
 * same choice. Throws AppError BAD_INPUT where the choice cannot be made for these instances.
 */
export function scheduleSteps(
  plan: Scheduled,
  choice: ScheduleChoice,
  instanceIds: readonly string[],
): Schedule {
  if (instanceIds.length === 0) throw new AppError('BAD_INPUT', 'A schedule needs at least one instance.');
  const whole = { ...choice, seed: choice.seed ?? 1 };
  const task = { steps: sentSteps(plan.steps), flows: plan.flows, choice: whole, ids: instanceIds };
  const { steps, says, down } = PLACERS[choice.name](task);
  return { choice: whole, instanceIds, steps, says, ...(down && { down }) };
}

const PLACERS: Readonly<Record<ScheduleName, (task: Task) => Placed>> = {
  pinned,
  'round-robin': roundRobin,
  random,
  'fan-out': fanOut,
  adversarial,
  reorder,
  failover,
  'legacy-sticky': legacySticky,
};

function placed({ number, lane, after }: SentStep, to: readonly string[]): ScheduledStep {
  return { number, to, lane, after };
}

/** The id at this place, the places going round. */
function idAt(ids: readonly string[], index: number): string {
  return ids[index % ids.length] ?? '';
}

function chosen({ choice, ids }: Task, otherwise: number): string {
  const { instanceId } = choice;
  if (instanceId === undefined) return idAt(ids, otherwise);
  if (!ids.includes(instanceId)) {
    throw new AppError('BAD_INPUT', `The schedule ${choice.name} names an instance that does not take part.`);
  }
  return instanceId;
}

function pinned(task: Task): Placed {
  const id = chosen(task, 0);
  return { steps: task.steps.map((step) => placed(step, [id])), says: 'All steps go to one instance.' };
}

function roundRobin({ steps, ids }: Task): Placed {
  return {
    steps: steps.map((step, index) => placed(step, [idAt(ids, index)])),
    says: 'The instances take turns.',
  };
}

function random({ steps, ids, choice }: Task): Placed {
  const next = createRandom(choice.seed);
  return {
    steps: steps.map((step) => placed(step, [idAt(ids, Math.floor(next() * ids.length))])),
    says: `Each step goes to an instance at random (seed ${String(choice.seed)}).`,
  };
}

function fanOut({ steps, ids }: Task): Placed {
  return {
    steps: steps.map((step) =>
      placed(step, step.safety === 'safe' && step.kind !== 'update' ? ids : ids.slice(0, 1)),
    ),
    says: 'What only reads goes to every instance, everything else once, to the first.',
  };
}

function adversarial({ steps, flows, ids }: Task): Placed {
  const { places, together } = partSteps(steps, flows, ids.length);
  const exception =
    together.length === 0
      ? ''
      : ` ${String(together.length)} of them could not be parted from all: #${String(together[0])}${together.length > 1 ? ' and others' : ''}.`;
  return {
    steps: steps.map((step, index) => placed(step, [idAt(ids, places[index] ?? 0)])),
    says: `Who needs a value, retries or polls goes to another instance than the one that it came from.${exception}`,
  };
}

function reorder(task: Task): Placed {
  const { steps, ids, choice } = task;
  // Where each step goes is as in round robin: only the order is another one.
  const places = new Map(
    steps.map(({ number }, index) => [
      number,
      choice.instanceId === undefined ? idAt(ids, index) : chosen(task, 0),
    ]),
  );
  return {
    steps: reordered(steps, choice.seed).map((step) =>
      placed(step, [places.get(step.number) ?? idAt(ids, 0)]),
    ),
    says: `Steps that do not depend on each other leave in another order (seed ${String(choice.seed)}); the instances take turns.`,
  };
}

function failover(task: Task): Placed {
  const { steps, ids, choice } = task;
  if (ids.length < 2) {
    throw new AppError('BAD_INPUT', 'Failover needs at least two instances: one goes down, another goes on.');
  }
  const instanceId = chosen(task, ids.length - 1);
  const middle = steps[Math.floor(steps.length / 2)]?.number ?? 0;
  const wanted = choice.beforeStep ?? middle;
  // What was asked for may be held, or be no step: then the next one that is.
  const next = steps.find(({ number }) => number >= wanted);
  if (!next) {
    return {
      steps: steps.map((step, index) => placed(step, [idAt(ids, index)])),
      says: `The instances take turns; none goes down, as no step follows #${String(wanted)}.`,
    };
  }
  const beforeStep = next.number;
  const left = ids.filter((id) => id !== instanceId);
  return {
    steps: steps.map((step, index) => placed(step, [idAt(step.number < beforeStep ? ids : left, index)])),
    says: `The instances take turns; one goes down before #${String(beforeStep)}, and the others go on.`,
    down: { instanceId, beforeStep },
  };
}

function legacySticky({ steps, ids }: Task): Placed {
  const turns = new Map<number, number>();
  for (const { client } of steps) if (!turns.has(client)) turns.set(client, turns.size);
  return {
    steps: steps.map((step) => placed(step, [idAt(ids, turns.get(step.client) ?? 0)])),
    says: 'Each client of the recording stays on one instance, as with a sticky balancer.',
  };
}
