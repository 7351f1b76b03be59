import type { PlanWish } from '../../shared/model/replay-plan.ts';
import type { NoiseEntry, ReplayKind, ReplayWish, ScheduleChoice } from '../../shared/model/replay-run.ts';
import { UsageError } from '../exit-codes.ts';
import type { ReplayOptions } from './options.ts';
import { paceOf, type ScheduleSpec } from './read-flags.ts';

/** An instance that a schedule can name. */
export interface NamedInstance {
  readonly id: string;
  readonly name: string;
}

/** Noise shows in repeated answers only. */
const REPEATS_THAT_LEARN = 2;

/** Flags that say which steps are sent, and with which values. */
export type PlanFlags = Pick<ReplayOptions, 'allow' | 'allowAll' | 'hold' | 'flow' | 'replace'>;

export function planWishOf(options: PlanFlags, captureId: string): PlanWish {
  const { allowAll, allow, hold, flow, replace } = options;
  return {
    captureId,
    allow: {
      tools: allow,
      ...(allowAll && { all: true }),
      ...(hold.length > 0 && { hold }),
    },
    flows: flow,
    variables: replace,
  };
}

/** Throws UsageError for a schedule that names no instance of these. */
export function schedulesOf(
  { schedule, seed }: Pick<ReplayOptions, 'schedule' | 'seed'>,
  instances: readonly NamedInstance[],
): ScheduleChoice[] {
  return schedule.map((spec) => choiceOf(spec, seed, instances));
}

function choiceOf(
  spec: ScheduleSpec,
  seed: number | undefined,
  instances: readonly NamedInstance[],
): ScheduleChoice {
  const { instance: wanted, ...rest } = spec;
  const found = instances.find(({ name }) => name.toLowerCase() === wanted?.toLowerCase());
  if (wanted !== undefined && !found) {
    const names = instances.map(({ name }) => name).join(', ');
    throw new UsageError(
      `--schedule ${spec.name}:${wanted}: there is no instance of this name. There are: ${names}.`,
    );
  }
  const own = spec.seed ?? seed;
  return { ...rest, ...(own !== undefined && { seed: own }), ...(found && { instanceId: found.id }) };
}

/** Throws UsageError where flags do not fit the instances. */
export function replayWishOf(
  kind: Exclude<ReplayKind, 'eras'>,
  options: ReplayOptions,
  {
    captureId,
    instances,
    noise,
  }: {
    readonly captureId: string;
    readonly instances: readonly NamedInstance[];
    readonly noise: readonly NoiseEntry[];
  },
): ReplayWish {
  const { seed, pace, timeout, unordered, eras, production, learnNoise } = options;
  const chosen = schedulesOf(options, instances);
  const usual: ScheduleChoice = {
    name: instances.length > 1 ? 'round-robin' : 'pinned',
    ...(seed !== undefined && { seed }),
  };
  const repeat =
    options.repeat ?? (kind === 'replay' && learnNoise && !eras ? REPEATS_THAT_LEARN : undefined);
  return {
    kind: eras ? 'eras' : kind,
    plan: planWishOf(options, captureId),
    instanceIds: instances.map(({ id }) => id),
    schedules: kind === 'replay' && chosen.length === 0 && !eras ? [usual] : chosen,
    pace: paceOf(pace, options),
    ...(repeat !== undefined && { repeat }),
    ...(seed !== undefined && { seed }),
    ...(timeout !== undefined && { timeoutMs: timeout }),
    ...(noise.length > 0 && { noise }),
    ...(unordered.length > 0 && { unordered }),
    ...(eras && { eras }),
    ...(production && { confirmed: true }),
  };
}
