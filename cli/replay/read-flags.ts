import { SCHEDULE_NAMES, type Pace, type ScheduleName } from '../../shared/model/replay-run.ts';
import type { FlowDecision, ReplayVariable } from '../../shared/model/replay-plan.ts';
import type { Era } from '../../shared/model/instance.ts';
import { LEGACY_REVISIONS, MODERN_REVISION } from '../../shared/spec/modern.ts';
import { UsageError } from '../exit-codes.ts';

/** A schedule as it was written, before it is known which instances there are. */
export interface ScheduleSpec {
  readonly name: ScheduleName;
  readonly seed?: number;
  /** An instance's name. */
  readonly instance?: string;
  /** Number of a step. */
  readonly beforeStep?: number;
}

export const SCHEDULE_FORMS =
  'pinned[:NAME] round-robin random[:SEED] fan-out adversarial reorder[:SEED] failover[:NAME][@STEP] legacy-sticky';
export const PACE_FORMS = 'asap original xN N/s';

/** Also what the bridge takes at most: see replay-schemas.ts. */
const LARGEST_SEED = 0xffffffff;
const LARGEST_RATE = 1_000_000;
const SMALLEST_RATE = 0.001;

/** Reads `NAME[,NAME]`. Throws UsageError. */
export function readSchedules(text: string): readonly ScheduleSpec[] {
  return text.split(',').map((part) => readSchedule(part.trim()));
}

function readSchedule(text: string): ScheduleSpec {
  const [, word = '', after, step] = /^([a-z-]+)(?::([^@]+))?(?:@(\d+))?$/.exec(text) ?? [];
  const name = SCHEDULE_NAMES.find((known) => known === word);
  if (name === undefined) {
    throw new UsageError(`"${text}" is no schedule. There are: ${SCHEDULE_FORMS.replaceAll(' ', ', ')}.`);
  }
  if (step !== undefined && name !== 'failover') throw new UsageError(`${text}: only failover has a step.`);
  const takesSeed = name === 'random' || name === 'reorder';
  const takesInstance = name === 'pinned' || name === 'failover';
  if (after !== undefined && !takesSeed && !takesInstance) {
    throw new UsageError(`${text}: nothing is said after the name of ${name}.`);
  }
  if (takesSeed && after !== undefined) return { name, seed: readSeed(after) };
  return {
    name,
    ...(after !== undefined && { instance: after }),
    ...(step !== undefined && { beforeStep: Number(step) }),
  };
}

/** Throws UsageError. */
export function readSeed(text: string): number {
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed <= LARGEST_SEED) return seed;
  throw new UsageError(`"${text}" is no seed: it must be a whole number from 0 to ${String(LARGEST_SEED)}.`);
}

/** A pace as it was written: lanes and the longest gap come from flags of their own. */
export type PaceSpec =
  | { readonly kind: 'asap' }
  | { readonly kind: 'recorded'; readonly factor: number }
  | { readonly kind: 'rate'; readonly perSecond: number };

/** Reads `asap`, `original`, `x2`, `50/s`. Throws UsageError. */
export function readPace(text: string): PaceSpec {
  if (text === 'asap') return { kind: 'asap' };
  if (text === 'original') return { kind: 'recorded', factor: 1 };
  const [, times, rate] = /^(?:x(\d+(?:\.\d+)?)|(\d+(?:\.\d+)?)\/s)$/.exec(text) ?? [];
  const value = Number(times ?? rate);
  if (value >= SMALLEST_RATE && value <= LARGEST_RATE) {
    return times === undefined ? { kind: 'rate', perSecond: value } : { kind: 'recorded', factor: value };
  }
  throw new UsageError(
    `"${text}" is no pace: write asap, original, x2 (twice as fast as recorded) or 50/s; numbers from ${String(SMALLEST_RATE)} to ${String(LARGEST_RATE)}.`,
  );
}

const DEFAULT_LANES = 4;

/** The pace with its flags. Throws UsageError where they do not go together. */
export function paceOf(
  spec: PaceSpec,
  { lanes, maxGap }: { readonly lanes?: number; readonly maxGap?: number },
): Pace {
  if (lanes !== undefined && spec.kind !== 'asap') {
    throw new UsageError('--lanes is about --pace asap: another pace says itself when a request leaves.');
  }
  if (maxGap !== undefined && spec.kind !== 'recorded') {
    throw new UsageError('--max-gap is about the gaps of the recording: give --pace original or xN, too.');
  }
  if (spec.kind === 'asap') return { ...spec, lanes: lanes ?? DEFAULT_LANES };
  if (spec.kind === 'recorded') return { ...spec, ...(maxGap !== undefined && { maxGapMs: maxGap }) };
  return spec;
}

/** Reads `A,B`: revisions, or the eras' names. Throws UsageError. */
export function readEras(text: string): readonly Era[] {
  const eras = text.split(',').map((part) => eraOf(part.trim()));
  if (eras.length !== 2 || eras[0] === eras[1]) {
    throw new UsageError(
      `--eras ${text}: give two, one of each era, such as 2025-11-25,${MODERN_REVISION} or legacy,modern.`,
    );
  }
  return eras;
}

function eraOf(text: string): Era {
  if (text === 'modern' || text === MODERN_REVISION) return 'modern';
  if (text === 'legacy' || LEGACY_REVISIONS.some((revision) => revision === text)) return 'legacy';
  const known = ['legacy', ...LEGACY_REVISIONS, 'modern', MODERN_REVISION];
  throw new UsageError(`"${text}" is no era: write one of ${known.join(', ')}.`);
}

/** Reads `RECORDED=VALUE`; an equals sign in the recorded text is written `\=`. Throws UsageError. */
export function readVariable(text: string): ReplayVariable {
  const match = /^((?:[^=\\]|\\.)+)=(.*)$/s.exec(text);
  const [, recorded, value] = match ?? [];
  if (recorded === undefined || value === undefined) {
    throw new UsageError(
      `"${text}" says not what becomes of what: write RECORDED=VALUE, such as '2026-01-31=\${TODAY}'.`,
    );
  }
  return { recorded: recorded.replace(/\\([=\\])/g, '$1'), value };
}

/** Reads `use:ID`, `forbid:ID`, `pin:ID=VALUE`. Throws UsageError. */
export function readFlow(text: string): FlowDecision {
  const [, op, rest = ''] = /^(use|forbid|pin):(.+)$/s.exec(text) ?? [];
  if (op === 'use' || op === 'forbid') return { op, id: rest };
  const equals = rest.indexOf('=');
  if (op === 'pin' && equals > 0) return { op, id: rest.slice(0, equals), value: rest.slice(equals + 1) };
  throw new UsageError(
    `"${text}" decides on no flow: write use:ID, forbid:ID or pin:ID=VALUE; --dry-run shows their ids.`,
  );
}
