import type { Instance } from '../../shared/model/instance.ts';
import { checkCapture, checkWorkspace, existingCapture } from '../check-paths.ts';
import { createVoice, type CommandContext, type Voice } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { gatherInstances } from '../fleet.ts';
import { writeDocument } from '../output/json-document.ts';
import { checkReports } from '../report-files.ts';
import { copiesOf, saveRun } from '../run-server.ts';
import { ask, Interrupted, openSession, VERSION, workspaceOf, type Session } from '../session.ts';
import { checkTools, flowsOf } from './check-against-plan.ts';
import { removeReports } from './keep-reports.ts';
import { makeReplay } from './make-replay.ts';
import { planWishOf, replayWishOf, schedulesOf, type NamedInstance } from './make-wish.ts';
import { keepNoise, knownNoise } from './noise.ts';
import { checkReplayOptions, type ReplayOptions } from './options.ts';
import { planDocument } from './plan-json.ts';
import { planText } from './plan-text.ts';
import { readFlows, readPlan } from './read-plan.ts';
import { readReplay, replayExitCode } from './replay-report.ts';
import { replayText } from './replay-text.ts';

/** `hopscope replay` and `hopscope prove`. Rejects with UsageError, AppError, or Interrupted before anything was sent. */
export async function replayCommand(
  kind: 'replay' | 'prove',
  context: CommandContext,
  file: string,
  flags: ReplayOptions,
): Promise<void> {
  const { console } = context;
  checkReplayOptions(flags, kind);
  const path = existingCapture(console.cwd, file);
  if (flags.workspace !== undefined) checkWorkspace(console.cwd, flags.workspace);
  if (flags.capture !== undefined) checkCapture(console.cwd, flags.capture);
  checkReports(console.cwd, flags.report);
  const noise = knownNoise(console.cwd, flags);
  const voice = createVoice(console, flags);
  const session = await openSession(
    flags.to,
    { ...flags, respond: [], root: [], extension: [] },
    console,
    voice.note,
    // A workspace that is named keeps what happens: its exchanges, and the journal that the app reads back.
    flags.workspace === undefined || flags.dryRun ? {} : { recordInto: workspaceOf(flags, console) },
  );
  try {
    const { captureId, options } = await untilInterrupted(session, console.interrupted, () =>
      openRecording(session, path, flags, voice),
    );
    if (options.dryRun) {
      await showPlan(session, context, options, { captureId, voice });
      return;
    }
    await removeReports(console.cwd, options.report);
    const instances = await gatherInstances(session, options, console);
    await send(kind, session, context, options, { captureId, instances, noise, voice });
  } finally {
    await session.close();
  }
}

/** Opens what is to be sent again, and holds against its plan what the flags say of it. Rejects with UsageError or AppError. */
async function openRecording(
  { engine }: Session,
  path: string,
  flags: ReplayOptions,
  voice: Voice,
): Promise<{ readonly captureId: string; readonly options: ReplayOptions }> {
  const { id: captureId } = await ask(engine, 'capture.open', { path });
  // Without decisions: an id of a flow that there is not would go unseen among them.
  const summary = await ask(engine, 'replay.plan', planWishOf({ ...flags, flow: [] }, captureId));
  for (const note of checkTools(flags, summary)) voice.warn(note);
  const flow = flags.flow.length === 0 ? [] : flowsOf(flags.flow, await readFlows(engine, summary.id));
  return { captureId, options: { ...flags, flow } };
}

async function showPlan(
  session: Session,
  context: CommandContext,
  options: ReplayOptions,
  { captureId, voice }: { readonly captureId: string; readonly voice: Voice },
): Promise<void> {
  const { engine } = session;
  // Copies have their names before they run: nothing is started for a plan.
  const instances: readonly NamedInstance[] =
    options.run === undefined ? session.instances : copiesOf(await saveRun(engine, options, options.run));
  const choices = schedulesOf(options, instances);
  const plan = await untilInterrupted(session, context.console.interrupted, () =>
    readPlan(engine, planWishOf(options, captureId), instances.length === 0 ? [] : choices, instances),
  );
  voice.result(
    options.json
      ? writeDocument(planDocument(VERSION, plan, instances))
      : planText(plan, instances, voice.paint),
  );
  context.exit(EXIT.fine);
}

async function send(
  kind: 'replay' | 'prove',
  session: Session,
  { console, exit }: CommandContext,
  options: ReplayOptions,
  parts: Parameters<typeof replayWishOf>[2] & {
    readonly instances: readonly Instance[];
    readonly voice: Voice;
  },
): Promise<void> {
  const { engine } = session;
  const { voice } = parts;
  const state = await makeReplay(session, replayWishOf(kind, options, parts), options, console);
  const noted = await keepNoise(engine, console.cwd, options, state);
  voice.result(
    options.json
      ? (await ask(engine, 'replay.report', { id: state.id, format: 'json' })).text
      : replayText(await readReplay(engine, state), voice.paint),
  );
  for (const { kind: written, file } of options.report) voice.note(`Written: ${file} (${written}).`);
  if (noted !== undefined) voice.note(noted);
  exit(replayExitCode(state));
}

/** Closing the engine gives up what it is doing. Rejects with Interrupted where that happened. */
async function untilInterrupted<T>(
  { engine }: Session,
  interrupted: AbortSignal,
  work: () => Promise<T>,
): Promise<T> {
  const giveUp = (): void => void engine.close();
  interrupted.addEventListener('abort', giveUp, { once: true });
  try {
    return await work();
  } catch (error) {
    throw interrupted.aborted ? new Interrupted() : error;
  } finally {
    interrupted.removeEventListener('abort', giveUp);
  }
}
