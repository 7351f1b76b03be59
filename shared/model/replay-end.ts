import { counted, countText } from './counted.ts';
import type { StepState } from './replay-run.ts';
import type { ReplayState } from './replay-verdict.ts';

/**
 * What a replay has come to, in a word: for exit codes, colours and the lines of a report.
 * `holds`: all was sent, and what was asked for is so. `violated`: a proof has shown that it is not. `differs`: a plain replay
 * got other answers than the recording has, or other ones from other instances, or
 * two eras are answered otherwise. `incomplete`: not all was sent or answered, or it is
 * not over.
 */
export type ReplayEnd = 'holds' | 'violated' | 'differs' | 'incomplete';

/** A violation that was proved weighs more than what could not be completed, and that more than a mere difference. Pure. */
export function replayEnd(state: ReplayState): ReplayEnd {
  const { wish, verdict } = state;
  const isAgainst = verdict?.verdict === 'not-stateless' || verdict?.verdict === 'not-deterministic';
  if (wish.kind === 'prove' && isAgainst) return 'violated';
  if (whyIncomplete(state).length > 0) return 'incomplete';
  if (wish.kind === 'eras' && (state.eras?.changed ?? 0) > 0) return 'differs';
  if (wish.kind === 'replay' && (isAgainst || differingSteps(state) > 0)) return 'differs';
  return 'holds';
}

/** The whole in a sentence or two: what a proof says, or whether a plain replay was answered as recorded. Pure. */
export function replaySummary(state: ReplayState): string {
  const { wish, verdict } = state;
  const open = whyIncomplete(state);
  const unfinished = open.length > 0 ? [`Incomplete: ${open.join(' ')}`] : [];
  if (wish.kind === 'eras') return [...unfinished, ...(state.eras ? [state.eras.says] : [])].join(' ');
  if (wish.kind !== 'replay') {
    // A proof tells itself what it rests on, and what is missing of it, in its verdict and notes.
    const isTold = verdict?.verdict === 'incomplete' || replayEnd(state) === 'violated';
    return verdict && (isTold || open.length === 0) ? verdict.says : unfinished.join(' ');
  }
  const answered = answeredWords(state);
  return [...unfinished, ...(open.length > 0 && differingSteps(state) === 0 ? [] : [answered])].join(' ');
}

function answeredWords(state: ReplayState): string {
  const { verdict, steps, held } = state;
  const sent = steps - held;
  if (differingSteps(state) === 0) {
    return sent === 1
      ? '1 step is answered as recorded.'
      : `All ${countText(sent)} steps are answered as recorded.`;
  }
  const { sticky = 0, changed = 0, unclear = 0 } = verdict?.classes ?? {};
  const otherwise = sticky + changed;
  const of = sent === 1 ? ' of 1 step' : ` of ${countText(sent)} steps`;
  const parts = [
    ...(otherwise > 0 ? [`${countText(otherwise)}${of} ${are(otherwise)} not answered as recorded`] : []),
    ...(unclear > 0 ? [`${countText(unclear)}${otherwise > 0 ? '' : of} ${are(unclear)} unclear`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function are(count: number): string {
  return count === 1 ? 'is' : 'are';
}

/** Why it is no whole answer, in sentences; empty where it is one. Pure. */
export function whyIncomplete(state: ReplayState): readonly string[] {
  const { wish, verdict, problem } = state;
  const reasons: string[] = [];
  if (state.state === 'running') reasons.push('It is not over yet.');
  if (state.state === 'cancelled') reasons.push('It was cancelled.');
  // Whoever made it has said it all, where it is over.
  if (problem !== undefined) reasons.push(problem);
  else reasons.push(...unsentOf(state));
  const unanswered = requestsThat(state, 'failed');
  if (unanswered > 0) reasons.push(`${requests(unanswered)} not answered.`);
  if (reasons.length > 0) return reasons;
  if (state.state !== 'done') return ['Not all that was planned was sent.'];
  // What a plain replay on one instance cannot say about others nobody has asked for.
  if (wish.kind === 'prove' && verdict?.verdict === 'incomplete') return [verdict.says];
  return [];
}

/** Steps whose answers are not as recorded, or not the same everywhere; what varies anyway, or with what came before, aside. */
export function differingSteps({ verdict }: Pick<ReplayState, 'verdict'>): number {
  if (!verdict) return 0;
  const { sticky, changed, unclear } = verdict.classes;
  return sticky + changed + unclear;
}

function unsentOf(state: ReplayState): readonly string[] {
  const { held } = state;
  const skipped = requestsThat(state, 'skipped');
  const notSent = requestsThat(state, 'not-sent');
  return [
    ...(held > 0 ? [`${steps(held)} held: nobody has allowed to send ${held === 1 ? 'it' : 'them'}.`] : []),
    ...(skipped > 0 ? [`${requests(skipped)} skipped, because a value that it takes never came.`] : []),
    ...(notSent > 0 ? [`${requests(notSent)} not sent.`] : []),
  ];
}

/** In all runs but the trials of a witness, which send a part on purpose. */
function requestsThat({ runs }: ReplayState, fared: StepState): number {
  return runs.reduce((sum, { purpose, counts }) => sum + (purpose === 'witness' ? 0 : counts[fared]), 0);
}

function requests(count: number): string {
  return counted(count, 'request was', 'requests were');
}

function steps(count: number): string {
  return counted(count, 'step is', 'steps are');
}
