import { join, resolve } from 'node:path';
import type { DeprecationReport } from '../../../shared/model/deprecation.ts';
import type { ReplayState, Verdict } from '../../../shared/model/replay-verdict.ts';
import { AppError } from '../../app-error.ts';
import { IN_MEMORY } from '../../capture/open-capture.ts';
import { recordedStep, unpackStep } from '../../capture/planning/packed-step.ts';
import type { Captures } from '../../capture/captures.ts';
import { createPlanJobs } from '../../capture/planning/plan-jobs.ts';
import type { ClientParts } from '../../client/assemble-client.ts';
import { createInstanceControl, type InstanceControlParts } from '../../instances/instance-control.ts';
import type { InstanceDirectory } from '../../instances/instance-directory.ts';
import type { Announcer } from '../../open-stored.ts';
import { RULES } from '../../lint/rules/index.ts';
import { isMuted } from '../../capture/judging/judged-board.ts';
import { fillEnvironment, type Environment } from '../../workspace/fill-environment.ts';
import type { Workspace } from '../../workspace/open-workspace.ts';
import { compareReplays } from '../diff/compare-replays.ts';
import { writeNoiseFile } from '../diff/noise-file.ts';
import { gatherFindings, type GatheredFindings } from '../findings/gather-findings.ts';
import type { SentExchanges } from '../findings/sent-exchanges.ts';
import { prove } from '../prove/prove.ts';
import { seenRows } from '../prove/seen-rows.ts';
import { breathing } from './breathing.ts';
import { verdictOf } from '../prove/verdict-of.ts';
import { MOST_BODY } from '../report/whole-exchange.ts';
import { writeReplayReport } from '../report/write-report.ts';
import { scheduleSteps } from '../schedules/schedule-steps.ts';
import { createSender, type SenderServices } from './create-sender.ts';
import type { CourseRunner, ReplayCourse } from './course-runner.ts';
import { createReplays, type Replays } from './replays.ts';
import type { ReplaysOptions } from './replays-options.ts';

/** The parts of the engine that replays work with. */
export interface ReplayParts
  extends InstanceControlParts, Pick<ClientParts, 'eras' | 'pool' | 'nextRequestId'> {
  readonly captures: Captures;
  readonly instances: InstanceDirectory;
  readonly workspace: Pick<Workspace, 'state'>;
  readonly env: Environment;
  /** Where captures are; journals are in a folder of it. */
  readonly directory: string;
  readonly onBug: (error: unknown, where: string) => void;
}

/** The engine's replays. */
export function openReplays(parts: ReplayParts, events: Announcer): Promise<Replays> {
  const { captures, instances, workspace, env } = parts;
  const services: SenderServices = {
    ...parts,
    settings: () => workspace.state().client,
    recording: () => captures.recording(),
  };
  return createReplays({
    ...PURE,
    directory: join(parts.directory, 'replays'),
    source: {
      ...createPlanJobs(captures, (payload) => {
        events.emit({ event: 'planning', payload });
      }),
      steps: async (captureId, numbers) =>
        (await captures.ask(captureId, 'replaySteps', { numbers })).map(unpackStep),
      exchanges: (captureId) => captures.summaries().find(({ id }) => id === captureId)?.exchanges ?? 0,
      schedule: scheduleSteps,
    },
    instances,
    exchange: (ref) => captures.detail(ref, MOST_BODY),
    captureOf: (wanted) => captureOf(captures, wanted),
    fillVariable: (value) => filled(value, env),
    findings: (course, sent) => findingsOf(parts, course, sent),
    deprecations: (captureId) => deprecationsOf(captures, captureId),
    // Any question is answered after all that was appended before it.
    recorded: () => captures.ask(captures.recording().captureId, 'labels', null),
    withoutSecrets: (json) => captures.recording().withoutSecrets?.(json) ?? json,
    senderOf: (order) => createSender(services, order),
    control: createInstanceControl(parts, 'a replay'),
    onState: (payload) => {
      events.emit({ event: 'replay', payload });
    },
    onProblem: (message) => {
      events.notify('warning', message);
    },
    onBug: parts.onBug,
    now: Date.now,
  });
}

/** What decides and words, and sends nothing. */
const PURE: Pick<ReplaysOptions, 'prove' | 'verdictOf' | 'compare' | 'report' | 'noiseText'> = {
  prove: proveCourse,
  verdictOf: async ({ plan, record }) => {
    const { runs, instances } = record.present();
    const numbers = plan.steps.map(({ number }) => number);
    return verdictOf({
      plan,
      rows: await seenRows(record.observations, numbers, breathing()),
      runs,
      instances,
    });
  },
  compare: ([left, right], { from, limit }) => compareReplays(left, right, from, limit),
  report: writeReplayReport,
  // A known entry keeps its date and evidence.
  noiseText: ({ state }) => writeNoiseFile([...(state.wish.noise ?? []), ...(state.learned?.entries ?? [])]),
};

function proveCourse(course: ReplayCourse, runner: CourseRunner): Promise<Verdict> {
  const { plan, wish, record, schedule, recorded, control, signal, now } = course;
  return prove({
    plan,
    wish,
    instances: record.state.instances,
    schedule,
    run: (order) => runner.run(order),
    canGoDown: wish.instanceIds.filter((id) => control.canTakeDown(id)),
    observed: record.observations,
    recorded: async (numbers) => (await recorded.steps(numbers)).map(recordedStep),
    signal,
    onDoing: (doing) => {
      record.doing(doing);
    },
    now,
    breather: breathing(),
  });
}

/** The judge is waited for as long as the replay has taken, and so long at least, in ms. */
const JUDGE_MS = 20_000;

function findingsOf(
  { captures, workspace }: ReplayParts,
  { wish, plan, record, signal, now }: ReplayCourse,
  sent: SentExchanges,
): Promise<GatheredFindings> {
  return gatherFindings(
    {
      settled: (captureId) => captures.ask(captureId, 'settled', null),
      progress: async (captureId) => (await captures.ask(captureId, 'groups', null)).progress,
      within: (captureId, first, last) => captures.ask(captureId, 'within', { first, last }),
      next: async (captureId, rule, after) =>
        (await captures.ask(captureId, 'found', { rule, after, limit: 1 })).found,
      titleOf: (rule) => RULES.find(({ id }) => id === rule)?.title ?? rule,
      isMuted: (rule, instanceId) => isMuted(workspace.state().mutes, rule, instanceId),
    },
    {
      sent,
      instanceIds: wish.instanceIds,
      recording: {
        captureId: plan.captureId,
        first: plan.steps[0]?.number ?? 1,
        last: plan.steps.at(-1)?.number ?? 0,
      },
      mostMs: Math.max(JUDGE_MS, now() - record.state.startedAt),
      signal,
      onDoing: (doing) => {
        record.doing(doing);
      },
    },
  );
}

/** Undefined where the capture is closed by now. What it leans on is known once all of it is judged. */
async function deprecationsOf(captures: Captures, captureId: string): Promise<DeprecationReport | undefined> {
  try {
    await captures.ask(captureId, 'settled', null);
    return await captures.ask(captureId, 'deprecations', null);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

function captureOf(
  captures: Captures,
  wanted: { readonly id: string } | { readonly path: string },
): ReplayState['recording'] | undefined {
  const path = 'path' in wanted ? resolve(wanted.path) : undefined;
  const found = captures
    .summaries()
    .find((one) =>
      'id' in wanted ? one.id === wanted.id : one.path !== IN_MEMORY && resolve(one.path) === path,
    );
  return found && { captureId: found.id, name: found.name, path: found.path === IN_MEMORY ? '' : found.path };
}

function filled(value: string, env: Environment): string {
  const result = fillEnvironment(value, env);
  if (result.ok) return result.value;
  const names = result.missing.map((name) => `\${${name}}`).join(', ');
  throw new AppError('BAD_INPUT', `${names} of a variable of this replay is not set in the environment.`, {
    missing: result.missing,
  });
}
