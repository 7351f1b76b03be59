import { NO_TAMPER, type Draft, type JsonObject } from '../shared/model/draft.ts';
import type { Comparison } from '../shared/model/difference.ts';
import type { Instance } from '../shared/model/instance.ts';
import { MODERN_REVISION } from '../shared/spec/modern.ts';
import type { FleetOptions } from './common-options.ts';
import { createVoice, type CommandContext, type Voice } from './context.ts';
import { EXIT, UsageError, worst, type ExitCode } from './exit-codes.ts';
import { exitCodeOf, legacySign, type Outcome } from './outcome.ts';
import { comparisonText, outcomeText } from './output/human.ts';
import { exchangesDocument, writeDocument } from './output/json-document.ts';
import type { Paint } from './output/paint.ts';
import { openSession, VERSION, type Session } from './session.ts';
import { parseLabelledTarget } from './targets.ts';

/** What is to be sent to one instance, or the exchange before it that showed that nothing more is to be sent. */
export type Prepared = { readonly draft: Draft } | { readonly stopped: Outcome };

/** A request of the modern era without extras. */
export function plainDraft(method: string, params: JsonObject): Draft {
  return {
    era: 'modern',
    revision: MODERN_REVISION,
    method,
    params,
    clientCapabilities: {},
    clientInfo: { name: 'hopscope', version: VERSION },
    tamper: NO_TAMPER,
  };
}

/**
 * Sends to the target and to every `--to`, prints what came and sets the exit code. `show` is how an answer is
 * shown to a person. Rejects with UsageError, AppError or Interrupted before anything is printed.
 */
export async function runOnTargets(
  context: CommandContext,
  target: string,
  options: FleetOptions,
  prepare: (session: Session, instance: Instance, voice: Voice) => Promise<Prepared> | Prepared,
  show: (outcome: Outcome, paint: Paint) => string = outcomeText,
): Promise<void> {
  const targets = [parseLabelledTarget(target), ...options.to];
  if (options.expectSame && targets.length < 2) {
    throw new UsageError('--expect-same compares several answers: add a further target with --to.');
  }
  const voice = createVoice(context.console, options);
  const session = await openSession(targets, options, context.console, voice.note);
  try {
    const outcomes = await sendAll(session, (instance) => prepare(session, instance, voice));
    const comparison = options.expectSame ? await compareComplete(session, outcomes) : undefined;
    if (options.json) voice.result(writeDocument(exchangesDocument(outcomes, comparison)));
    else {
      for (const outcome of outcomes) voice.result(show(outcome, voice.paint));
      if (comparison) voice.result(comparisonText(comparison, voice.paint));
    }
    for (const outcome of outcomes) warnOfLegacy(outcome, voice);
    context.exit(finalCode(outcomes, comparison));
  } finally {
    await session.close();
  }
}

async function sendAll(
  session: Session,
  prepare: (instance: Instance) => Promise<Prepared> | Prepared,
): Promise<Outcome[]> {
  const prepared = await Promise.all(
    session.instances.map(async (instance) => ({ instance, ...(await prepare(instance)) })),
  );
  const sent = await session.send(prepared.flatMap((job) => ('draft' in job ? [job] : [])));
  return prepared.flatMap((job) => ('draft' in job ? sent.splice(0, 1) : [job.stopped]));
}

/** What did not come whole is no answer that could differ. */
async function compareComplete(
  session: Session,
  outcomes: readonly Outcome[],
): Promise<Comparison | undefined> {
  const complete = outcomes.filter((outcome) => exitCodeOf(outcome) !== EXIT.incomplete);
  return complete.length > 1 ? session.compare(complete) : undefined;
}

/** What could not be completed weighs most, except where the others have proved that they differ. */
function finalCode(outcomes: readonly Outcome[], comparison: Comparison | undefined): ExitCode {
  if (comparison && !comparison.same) return EXIT.answer;
  const legacy = outcomes.some(
    (outcome) => exitCodeOf(outcome) === EXIT.fine && legacySign(outcome) !== undefined,
  );
  return worst([...outcomes.map(exitCodeOf), legacy ? EXIT.answer : EXIT.fine]);
}

export function warnOfLegacy(outcome: Outcome, voice: Voice): void {
  const sign = legacySign(outcome);
  if (sign === undefined) return;
  voice.warn(
    `${outcome.detail.row.instanceName} looks like a server of the legacy era (2025-11-25 or earlier). ${sign} ` +
      `This version of Hopscope sends requests of the modern era (${MODERN_REVISION}) only.`,
  );
}
