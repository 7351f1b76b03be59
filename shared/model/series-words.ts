import { counted, countText } from './counted.ts';
import type { LeftOutReason } from './replay-plan.ts';
import {
  SERIES_DIFFERENCES,
  type SeriesClass,
  type SeriesNoise,
  type SeriesSide,
  type SeriesSummary,
} from './series.ts';

interface Words {
  readonly title: string;
  readonly means: string;
}

/** What a class of a step is called, and what it means. */
export const SERIES_WORDS: Readonly<Record<SeriesClass, Words>> = {
  missing: { title: 'missing', means: 'only in the left capture' },
  added: { title: 'added', means: 'only in the right capture' },
  reordered: {
    title: 'reordered',
    means: 'in both, but its client sent it before or after something else',
  },
  changed: { title: 'changed', means: 'in both, but the request or the answer says something else' },
  noise: { title: 'same but for noise', means: 'differs in nothing that counts' },
  same: { title: 'same', means: 'says the same to the letter' },
};

/** What a kind of noise is called, and why it is no change. */
export const NOISE_WORDS: Readonly<Record<SeriesNoise, Words>> = {
  time: { title: 'times', means: 'a time, or how long something took' },
  id: { title: 'made-up ids', means: 'an answer holds another value that only a machine makes up' },
  flow: {
    title: 'values that flow',
    means: 'ids, cursors and states that came from the step that goes with it on the other side',
  },
  redacted: { title: 'redacted', means: 'a placeholder stands for a secret on one side' },
  beside: { title: 'beside the answer', means: 'the server’s own members of _meta' },
  polls: { title: 'polls', means: 'how often a task was asked for before it was over' },
  interleaved: {
    title: 'interleaved',
    means: 'in another order among what overlapped, or what other clients sent',
  },
  known: { title: 'known noise', means: 'a place that the noise file names' },
};

/** What exchanges that are no steps of a series are called, more than one. */
const LEFT_OUT_WORDS: Readonly<Record<LeftOutReason, string>> = {
  notification: 'notifications',
  stream: 'streams and processes',
  handshake: 'ends of sessions',
  probe: 'probes of Hopscope',
  replay: 'of a replay',
  reply: 'replies',
  followed: 'repeated',
  duplicate: 'sent twice by a gateway',
  'cause-failed': 'without a cause',
  unreadable: 'without a message that can be read',
};

/** `12 streams and processes, 3 probes of Hopscope`; empty where nothing was left out. Pure. */
export function leftOutWords({ leftOut }: Pick<SeriesSide, 'leftOut'>): string {
  return Object.entries(leftOut)
    .map(([reason, count]) => `${countText(count)} ${LEFT_OUT_WORDS[reason as LeftOutReason]}`)
    .join(', ');
}

/** What comes of the comparison: a sentence. */
export function seriesVerdict({ same, counts, left, right }: SeriesSummary): string {
  const steps = left.steps + right.steps;
  if (steps === 0) return 'There is nothing to compare: neither capture has a step.';
  if (same) {
    return counts.noise === 0
      ? 'The two captures are the same, step by step.'
      : `The two captures are the same, step by step, but for noise in ${counted(counts.noise, 'step')}.`;
  }
  const parts = SERIES_DIFFERENCES.filter((each) => counts[each] > 0).map(
    (each) => `${countText(counts[each])} ${SERIES_WORDS[each].title}`,
  );
  const last = parts.pop() ?? '';
  return `The two captures differ: ${parts.length === 0 ? last : `${parts.join(', ')} and ${last}`}.`;
}
