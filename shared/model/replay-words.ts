import type { Cause, DifferenceClass, Verdict } from './replay-verdict.ts';

/** What several answers show at one pointer: a sentence, the same in every report and on screen. */
export const CLASS_MEANINGS: Readonly<Record<DifferenceClass, string>> = {
  sticky: 'Constant on each instance and different between them: hidden state, or another configuration.',
  noise: 'Varies on one and the same instance: times, ids, chance.',
  'order-dependent': 'Changes with what came before. By itself no violation.',
  changed: 'Alike on all instances, and unlike the recording.',
  unclear: 'Too few answers to say.',
  stable: 'Always as recorded.',
};

/** What is most likely behind a witness, in a few words. */
export const CAUSE_TITLES: Readonly<Record<Cause, string>> = {
  'memory-only-handle': 'A handle that lives in one process only',
  'unshared-key': 'A key that the instances do not share',
  'local-cache': 'A cache of each process that goes stale',
  'id-counter': 'A counter of each process that hands out ids',
  'first-request-setting': 'A setting that the first request to a process decides',
  'list-order': 'A list whose order is not fixed',
  'lost-task': 'A task that only its creator knows',
  'early-handle': 'A handle that is given out before it is stored',
  'session-affinity': 'A session that only one instance knows',
  'clock-or-locale': 'Clock, time zone or locale differ',
  'configuration-drift': 'The instances are configured differently',
  unknown: 'Unknown',
};

export const VERDICT_TITLES: Readonly<Record<Verdict['verdict'], string>> = {
  stateless: 'Stateless',
  'not-stateless': 'Not stateless',
  'not-deterministic': 'Not deterministic',
  incomplete: 'Incomplete',
};
