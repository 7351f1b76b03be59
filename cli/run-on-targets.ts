import { NO_TAMPER, type Draft, type JsonObject } from '../shared/model/draft.ts';
import type { Comparison } from '../shared/model/difference.ts';
import type { Instance } from '../shared/model/instance.ts';
import { MODERN_REVISION } from '../shared/spec/modern.ts';
import type { FleetOptions, SendingOptions } from './common-options.ts';
import type { Conversation } from './conversation.ts';
import { createVoice, type CommandContext, type Voice } from './context.ts';
import { EXIT, UsageError, worst, type ExitCode } from './exit-codes.ts';
import { exitCodeOf, legacySign, type Outcome } from './outcome.ts';
import { comparisonText, conversationText } from './output/human.ts';
import { exchangesDocument, writeDocument } from './output/json-document.ts';
import type { Paint } from './output/paint.ts';
import { openSession, VERSION, type Session } from './session.ts';
import { parseLabelledTarget } from './targets.ts';
import { missingCapability } from './unanswered.ts';

/** What is to be sent to one instance, or the exchange before it that showed that nothing more is to be sent. */
export type Prepared = { readonly draft: Draft } | { readonly stopped: Outcome };

/** How a command prepares what it sends, and what it makes of what came. */
export interface Plan {
  readonly prepare: (session: Session, instance: Instance, voice: Voice) => Promise<Prepared> | Prepared;
  /** What is done after the conversation, with more exchanges; the outcome counts. */
  readonly then?: (session: Session, instance: Instance, came: Conversation) => Promise<Conversation>;
  /** How an answer is shown to a person. */
  readonly show?: (outcome: Outcome, paint: Paint) => string;
}

/** A request without extras, in the era of whoever gets it. */
export function plainDraft(method: string, params: JsonObject): Draft {
  return {
    era: 'auto',
    revision: MODERN_REVISION,
    method,
    params,
    clientCapabilities: {},
    clientInfo: { name: 'hopscope', version: VERSION },
    tamper: NO_TAMPER,
  };
}

/** What came of one target, and what that means for the exit code. */
interface TargetEnd {
  readonly conversation: Conversation;
  readonly code: ExitCode;
}

/**
 * Sends to the target and to every `--to`, prints what came and sets the exit code. Rejects with UsageError, AppError
 * or Interrupted before anything is printed.
 */
export async function runOnTargets(
  context: CommandContext,
  target: string,
  options: FleetOptions,
  plan: Plan,
): Promise<void> {
  const targets = [parseLabelledTarget(target), ...options.to];
  if (options.expectSame && targets.length < 2) {
    throw new UsageError('--expect-same compares several answers: add a further target with --to.');
  }
  const voice = createVoice(context.console, options);
  const session = await openSession(targets, options, context.console, voice.note);
  try {
    const ends = await sendAll(session, plan, voice);
    const conversations = ends.map(({ conversation }) => conversation);
    const comparison = options.expectSame ? await compareComplete(session, conversations) : undefined;
    if (options.json) {
      const outcomes = conversations.flatMap(({ steps, answer }) => [...steps, answer]);
      voice.result(writeDocument(exchangesDocument(outcomes, comparison)));
    } else {
      for (const conversation of conversations)
        voice.result(conversationText(conversation, voice.paint, plan.show));
      if (comparison) voice.result(comparisonText(comparison, voice.paint));
    }
    for (const { answer, unanswered, task } of conversations) {
      for (const sentence of unanswered) voice.warn(sentence);
      if (task?.warning !== undefined) voice.warn(task.warning);
      const missing = missingCapability(answer);
      if (missing !== undefined) voice.warn(missing);
      if (!task && answer.detail.row.resultType === 'task') voice.note(taskHint(answer));
      warnOfLegacy(answer, options, voice);
    }
    for (const instance of session.instances) {
      for (const sentence of await session.strayOutput(instance)) voice.warn(`${instance.name}: ${sentence}`);
    }
    context.exit(finalCode(ends, comparison));
  } finally {
    await session.close();
  }
}

async function sendAll(session: Session, plan: Plan, voice: Voice): Promise<TargetEnd[]> {
  const prepared = await Promise.all(
    session.instances.map(async (instance) => ({
      instance,
      ...(await plan.prepare(session, instance, voice)),
    })),
  );
  const sent = await session.send(prepared.flatMap((job) => ('draft' in job ? [job] : [])));
  return Promise.all(
    prepared.map(async (job): Promise<TargetEnd> => {
      if (!('draft' in job)) {
        const conversation = { steps: [], answer: job.stopped, unanswered: [] };
        return { conversation, code: exitCodeOf(job.stopped) };
      }
      const [came] = sent.splice(0, 1);
      if (!came) throw new Error('a request without its conversation');
      const conversation = plan.then ? await plan.then(session, job.instance, came) : came;
      const { answer, unanswered, task } = conversation;
      const faulty = unanswered.length > 0 || legacySign(answer) !== undefined;
      return {
        conversation,
        code: worst([task?.code ?? exitCodeOf(answer), faulty ? EXIT.answer : EXIT.fine]),
      };
    }),
  );
}

/** What did not come whole is no answer that could differ. */
async function compareComplete(
  session: Session,
  conversations: readonly Conversation[],
): Promise<Comparison | undefined> {
  const complete = conversations
    .map(({ answer }) => answer)
    .filter((outcome) => exitCodeOf(outcome) !== EXIT.incomplete);
  return complete.length > 1 ? session.compare(complete) : undefined;
}

/** What could not be completed weighs most, except where the others have proved that they differ. */
function finalCode(ends: readonly TargetEnd[], comparison: Comparison | undefined): ExitCode {
  if (comparison && !comparison.same) return EXIT.answer;
  return worst(ends.map(({ code }) => code));
}

/** What can be done with a task that nobody waits for. */
function taskHint({ detail }: Outcome): string {
  return `${detail.row.instanceName} made a task of it and works on. call --wait drives a task to its end; send tasks/get with its taskId asks once.`;
}

/** A server of the legacy era that was spoken to in the modern one says nothing of itself: tells what to do. */
export function warnOfLegacy(outcome: Outcome, { era }: SendingOptions, voice: Voice): void {
  const sign = legacySign(outcome);
  if (sign === undefined) return;
  const advice =
    era === 'legacy'
      ? ''
      : era === 'modern'
        ? ' Leave --era modern out and Hopscope finds out.'
        : ' --era legacy speaks that era at once.';
  voice.warn(
    `${outcome.detail.row.instanceName} looks like a server of the legacy era (2025-11-25 or earlier). ${sign}${advice}`,
  );
}
