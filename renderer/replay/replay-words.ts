import type {
  Confidence,
  FlowKind,
  LeftOutReason,
  PlannedTool,
  Safety,
  StepKind,
} from '../../shared/model/replay-plan.ts';
import type { Pace, RunSummary, ScheduleName, StepState } from '../../shared/model/replay-run.ts';
import type { DifferenceClass, ReplayState, Verdict } from '../../shared/model/replay-verdict.ts';
import { CLASS_MEANINGS, VERDICT_TITLES } from '../../shared/model/replay-words.ts';
import { formatCount, formatCounted } from '../ui/format.ts';
import type { Meaning } from '../ui/palette.ts';

/** How something is called, what it means at a glance, and one sentence about it. */
export interface Explained {
  readonly title: string;
  readonly meaning: Meaning;
  readonly says: string;
}

/** Whether a step may be sent. */
export const SAFETY_WORDS: Readonly<Record<Safety, Explained>> = {
  safe: { title: 'safe', meaning: 'fine', says: 'It changes nothing: it is sent.' },
  repeatable: {
    title: 'repeatable',
    meaning: 'note',
    says: 'It may be done again, by the server’s claim or because you allowed it: it is sent.',
  },
  held: {
    title: 'held',
    meaning: 'warning',
    says: 'It may change something: it is not sent until you allow it.',
  },
};

export const KIND_WORDS: Readonly<Record<StepKind, string>> = {
  list: 'list',
  read: 'read',
  call: 'call',
  round: 'further round',
  poll: 'poll',
  update: 'task update',
  other: 'other',
};

export const LEFT_OUT_WORDS: Readonly<Record<LeftOutReason, string>> = {
  notification: 'notifications',
  stream: 'streams',
  handshake: 'opening a session',
  probe: 'sent by Hopscope itself',
  replay: 'sent by a replay',
  reply: 'answers to the server',
  followed: 'sent again right after',
  duplicate: 'sent twice by the gateway',
  'cause-failed': 'what they need never came',
  unreadable: 'cannot be read',
};

export const FLOW_KIND_WORDS: Readonly<Record<FlowKind, string>> = {
  cursor: 'cursor',
  'request-state': 'request state',
  'task-id': 'task id',
  'subscription-id': 'subscription id',
  handle: 'handle',
};

export const CONFIDENCE_WORDS: Readonly<Record<Confidence, Explained>> = {
  certain: { title: 'certain', meaning: 'fine', says: 'The protocol says that this value is carried on.' },
  likely: { title: 'likely', meaning: 'note', says: 'The value is found again where it would be carried.' },
  possible: {
    title: 'possible',
    meaning: 'warning',
    says: 'It may be a coincidence: it is sent as recorded until you use it.',
  },
};

/** The schedules, each in one sentence. */
export const SCHEDULE_WORDS: Readonly<
  Record<ScheduleName, { readonly title: string; readonly says: string }>
> = {
  pinned: { title: 'Pinned', says: 'Every step to one instance: what the others are held against.' },
  'round-robin': {
    title: 'Round robin',
    says: 'Each step to the next instance in turn, as a plain balancer does.',
  },
  random: { title: 'Random', says: 'Each step to an instance that the seed draws.' },
  'fan-out': {
    title: 'Fan-out',
    says: 'Safe steps to all instances at once, everything else to the first only.',
  },
  adversarial: {
    title: 'Adversarial',
    says: 'Who needs a value, retries or polls always goes to another instance than the one before.',
  },
  reorder: {
    title: 'Reorder',
    says: 'Steps that do not depend on each other change places, as the seed says.',
  },
  failover: {
    title: 'Failover',
    says: 'One instance goes down on the way, and the others go on without it.',
  },
  'legacy-sticky': {
    title: 'Sticky sessions',
    says: 'Each recorded client stays with the instance that opened its session.',
  },
};

/** What several answers show at one pointer, in the order in which it matters. */
export const CLASS_WORDS: Readonly<Record<DifferenceClass, Explained>> = {
  sticky: { title: 'sticky', meaning: 'fault', says: CLASS_MEANINGS.sticky },
  noise: { title: 'noise', meaning: 'note', says: CLASS_MEANINGS.noise },
  'order-dependent': { title: 'order-dependent', meaning: 'note', says: CLASS_MEANINGS['order-dependent'] },
  changed: { title: 'changed', meaning: 'warning', says: CLASS_MEANINGS.changed },
  unclear: { title: 'unclear', meaning: 'warning', says: CLASS_MEANINGS.unclear },
  stable: { title: 'stable', meaning: 'fine', says: CLASS_MEANINGS.stable },
};

export const STATE_WORDS: Readonly<Record<StepState, string>> = {
  answered: 'answered',
  failed: 'no answer',
  held: 'held',
  skipped: 'skipped',
  'not-sent': 'not sent',
};

const VERDICT_MEANINGS: Readonly<Record<Verdict['verdict'], Meaning>> = {
  stateless: 'fine',
  'not-stateless': 'fault',
  'not-deterministic': 'fault',
  incomplete: 'warning',
};

function outcomeOf({ verdict }: Verdict): { readonly title: string; readonly meaning: Meaning } {
  return { title: VERDICT_TITLES[verdict], meaning: VERDICT_MEANINGS[verdict] };
}

/** Whether it was proved that something is wrong: that weighs more than what could not be sent. Pure. */
export function isViolation({ verdict }: Pick<Verdict, 'verdict'>): boolean {
  return verdict === 'not-stateless' || verdict === 'not-deterministic';
}

/** "readOnlyHint, not destructiveHint": what the server claims of a tool; undefined where it says nothing. Pure. */
export function claimWords({ claims }: PlannedTool): string | undefined {
  if (!claims) return undefined;
  const said = Object.entries(claims).flatMap(([hint, value]) =>
    typeof value === 'boolean' ? [value ? hint : `not ${hint}`] : [],
  );
  return said.length === 0 ? undefined : said.join(', ');
}

/** "as fast as answers come, on 4 lanes". Pure. */
export function paceWords(pace: Pace): string {
  switch (pace.kind) {
    case 'asap':
      return `as fast as answers come, on ${formatCounted(pace.lanes, 'lane')}`;
    case 'recorded': {
      const speed = pace.factor === 1 ? 'as recorded' : `${String(pace.factor)} times as fast as recorded`;
      return pace.maxGapMs === undefined ? speed : `${speed}, waiting at most ${String(pace.maxGapMs)} ms`;
    }
    case 'rate':
      return `${String(pace.perSecond)} a second`;
  }
}

/** "Reorder, seed 3", "Pinned on beta". Pure. */
export function choiceWords(
  { name, seed, instanceId }: RunSummary['choice'],
  instances: ReplayState['instances'],
): string {
  const { title } = SCHEDULE_WORDS[name];
  const where = instances.find(({ id }) => id === instanceId)?.name;
  if (name === 'pinned') return `${title} on ${where ?? instances[0]?.name ?? 'the first'}`;
  if (name === 'failover' && where !== undefined) return `${title} of ${where}`;
  return name === 'random' || name === 'reorder' ? `${title}, seed ${String(seed)}` : title;
}

/** Of a run that is over or under way, all but what was answered: "2 held, 1 no answer". Pure. */
export function missingWords({ counts }: Pick<RunSummary, 'counts'>): string {
  const states = ['failed', 'skipped', 'held', 'not-sent'] as const;
  return states
    .filter((state) => counts[state] > 0)
    .map((state) => `${formatCount(counts[state])} ${STATE_WORDS[state]}`)
    .join(', ');
}

/** What a replay is, in a line: "Proof on alpha, beta, gamma". Pure. */
export function replayTitle({ wish, instances }: Pick<ReplayState, 'wish' | 'instances'>): string {
  const what = { replay: 'Replay', prove: 'Proof', eras: 'Both eras' }[wish.kind];
  return `${what} on ${instances.map(({ name }) => name).join(', ')}`;
}

/** How it stands with a replay, at a glance. Pure. */
export function replayOutcome(replay: ReplayState): { readonly title: string; readonly meaning: Meaning } {
  switch (replay.state) {
    case 'running':
      return { title: 'running', meaning: 'note' };
    case 'failed':
      return { title: 'failed', meaning: 'fault' };
    case 'cancelled': {
      const { verdict } = replay;
      if (verdict && isViolation(verdict)) return outcomeOf(verdict);
      return { title: 'cancelled', meaning: 'warning' };
    }
    case 'incomplete':
    case 'done': {
      const { verdict, eras } = replay;
      if (verdict) return outcomeOf(verdict);
      if (eras && eras.changed > 0) return { title: 'differs', meaning: 'warning' };
      return replay.state === 'done'
        ? { title: 'done', meaning: 'fine' }
        : { title: 'Incomplete', meaning: 'warning' };
    }
  }
}
