import type { DeprecationReport } from '../../../shared/model/deprecation.ts';
import type { ExchangeDetail, ExchangeRef } from '../../../shared/model/exchange.ts';
import type { ReplayReport } from '../../../shared/model/replay-run.ts';
import type { ReplayComparison, ReplayState, Verdict } from '../../../shared/model/replay-verdict.ts';
import type { StoredStep } from '../../capture/planning/packed-step.ts';
import type { InstanceControl } from '../../instances/instance-control.ts';
import type { InstanceDirectory } from '../../instances/instance-directory.ts';
import type { GatheredFindings } from '../findings/gather-findings.ts';
import type { SentExchanges } from '../findings/sent-exchanges.ts';
import type { ReportedReplay } from '../report/report-facts.ts';
import type { SenderOrder } from './create-sender.ts';
import type { CourseRunner, ReplayCourse } from './course-runner.ts';
import type { Page, PlanSource } from './plans.ts';
import type { ShelvedReplay } from './replay-shelf.ts';
import type { StepSender } from './step-sender.ts';

/** Where plans and recorded requests come from. */
export interface ReplaySource extends PlanSource {
  /** Rejects with AppError NOT_FOUND where the capture is not open any more. */
  steps(captureId: string, numbers: readonly number[]): Promise<readonly StoredStep[]>;
}

/** What replays need of the engine. */
export interface ReplaysOptions {
  /** Where journals are. */
  readonly directory: string;
  readonly source: ReplaySource;
  readonly instances: Pick<InstanceDirectory, 'ready'>;
  /** The open capture with this id, or from this file. */
  readonly captureOf: (
    wanted: { readonly id: string } | { readonly path: string },
  ) => ReplayState['recording'] | undefined;
  /** `${NAME}` of a variable, filled. Throws AppError BAD_INPUT where one is not set. */
  readonly fillVariable: (value: string) => string;
  readonly senderOf: (order: SenderOrder) => StepSender;
  readonly control: InstanceControl;
  /** The battery and its witnesses. Rejects with AppError. */
  readonly prove: (course: ReplayCourse, runner: CourseRunner) => Promise<Verdict>;
  /** What the runs of a plain replay come to. */
  readonly verdictOf: (course: ReplayCourse) => Promise<Verdict>;
  /** What the rules have found in what was sent. Rejects with AppError. */
  readonly findings: (course: ReplayCourse, sent: SentExchanges) => Promise<GatheredFindings>;
  /** What a recording uses of deprecated and removed features; undefined where it is not open any more. */
  readonly deprecations: (captureId: string) => Promise<DeprecationReport | undefined>;
  readonly compare: (both: readonly [ShelvedReplay, ShelvedReplay], page: Page) => ReplayComparison;
  readonly report: (replay: ReportedReplay, format: ReplayReport) => string;
  /** An exchange with the beginnings of its bodies. Rejects with AppError where its capture is closed. */
  readonly exchange: (ref: ExchangeRef) => Promise<ExchangeDetail>;
  /** The noise file that holds what was learnt. */
  readonly noiseText: (replay: ShelvedReplay) => string;
  /** Resolves when the exchanges that have ended by now are in their file. */
  readonly recorded: () => Promise<unknown>;
  /** What a JSON text says where secrets are not recorded. By default they are. */
  readonly withoutSecrets?: (json: string) => string;
  readonly onState: (state: ReplayState) => void;
  /** A sentence for a person. */
  readonly onProblem: (message: string) => void;
  /** A mistake of Hopscope's own. */
  readonly onBug: (error: unknown, where: string) => void;
  /** Epoch ms. */
  readonly now: () => number;
}
