import { randomUUID } from 'node:crypto';
import type { RedactionProgress } from '../shared/bridge/redaction-commands.ts';
import { DEFAULT_REDACTION_RULES, type RedactionReport } from '../shared/model/redaction.ts';
import { AppError } from './app-error.ts';
import { redactReport, type ReportKind } from './capture/redacting/redact-report.ts';
import { createPatternRunner } from './capture/redacting/run-pattern.ts';
import { compileRules } from './capture/redaction/compiled-rules.ts';
import { SecretBook, type LearnedSecret } from './capture/redaction/secret-book.ts';
import type { Captures } from './capture/captures.ts';
import type { RecordingRedaction } from './capture/captures-contract.ts';
import type { RedactionTask } from './capture/redacting/redaction-task.ts';
import { WorkControl } from './capture/work-control.ts';
import type { Workspace } from './workspace/open-workspace.ts';

const MOST_KNOWN = 8;

/** Redacts captures by the workspace's rules, several at a time. */
export interface Redactions {
  /** Rejects with CANCELLED, and with CONFLICT where a job of this name is under way. */
  preview(
    captureId: string,
    options?: { readonly job?: string; readonly numbers?: readonly number[] },
  ): Promise<RedactionReport>;
  /** Likewise; an existing target is refused. */
  saveCopy(
    captureId: string,
    path: string,
    options?: { readonly job?: string; readonly replace?: boolean; readonly numbers?: readonly number[] },
  ): Promise<{ readonly bytes: number; readonly report: RedactionReport }>;
  cancel(job: string): void;
}

/** Takes the secrets out of what is told of captures. */
export interface ReportRedaction {
  /** Captures that are closed by now are passed over: what the text itself says of secrets is looked for in any case. */
  redact(text: string, kind: ReportKind, captureIds: readonly (string | undefined)[]): Promise<string>;
}

export function createReportRedaction(captures: Captures, workspace: Workspace): ReportRedaction {
  /** Of the last captures that were asked about: reports are renewed while what they tell of goes on. */
  const known = new Map<string, { readonly state: string; readonly secrets: readonly LearnedSecret[] }>();
  const secretsOf = async (captureId: string, task: RedactionTask): Promise<readonly LearnedSecret[]> => {
    const summary = captures.summaries().find(({ id }) => id === captureId);
    if (!summary) return [];
    const state = JSON.stringify([summary.exchanges, summary.bytes, task]);
    const before = known.get(captureId);
    if (before?.state === state) return before.secrets;
    const control = new WorkControl().shared;
    const { secrets } = await captures.ask(captureId, 'secrets', { task, control });
    known.delete(captureId);
    known.set(captureId, { state, secrets });
    const [oldest = ''] = known.keys();
    if (known.size > MOST_KNOWN) known.delete(oldest);
    return secrets;
  };
  return {
    async redact(text, kind, captureIds) {
      const task = redactionTaskOf(workspace);
      const rules = compileRules(task.rules);
      const book = new SecretBook();
      for (const captureId of new Set(captureIds)) {
        if (captureId === undefined) continue;
        for (const { value, kind: of, spread } of await secretsOf(captureId, task))
          book.learn(value, of, spread);
      }
      // What an answer said that was not recorded with its secrets.
      const recording = captures.recording();
      const ownText = kind === 'json' ? ((await recording.withoutSecretsSoon?.(text)) ?? text) : text;
      return redactReport(ownText, kind, { book, rules, run: createPatternRunner(() => undefined) });
    },
  };
}

export function createRedactions(engine: {
  readonly captures: Captures;
  readonly workspace: Workspace;
  readonly onProgress: (progress: RedactionProgress) => void;
}): Redactions {
  const { captures, workspace, onProgress } = engine;
  const jobs = new Map<string, WorkControl>();
  const task = (): RedactionTask => redactionTaskOf(workspace);
  const run = async <T>(job: string, work: (control: SharedArrayBuffer) => Promise<T>): Promise<T> => {
    if (jobs.has(job)) throw new AppError('CONFLICT', 'This is being redacted already.');
    const control = new WorkControl();
    jobs.set(job, control);
    try {
      return await control.follow(work(control.shared), (progress) => {
        onProgress({ job, ...progress });
      });
    } finally {
      jobs.delete(job);
    }
  };
  return {
    preview: (captureId, { job = randomUUID(), numbers } = {}) =>
      run(job, (control) =>
        captures.ask(captureId, 'redactionPreview', {
          task: { ...task(), ...(numbers && { numbers }) },
          control,
        }),
      ),
    saveCopy: (captureId, path, { job = randomUUID(), numbers, replace = false } = {}) =>
      run(job, (control) =>
        captures.saveRedacted(captureId, path, {
          task: { ...task(), ...(numbers && { numbers }) },
          control,
          replace,
        }),
      ),
    cancel: (job) => jobs.get(job)?.cancel(),
  };
}

/** How a recording that begins now is redacted; undefined: it is not. */
export function recordingRedactionOf(workspace: Workspace): RecordingRedaction | undefined {
  return workspace.state().redaction?.whileRecording ? () => redactionTaskOf(workspace) : undefined;
}

/** What the workspace has to say. */
export function redactionTaskOf(workspace: Workspace): RedactionTask {
  const { off, keys, paths, patterns, keep } = workspace.state().redaction ?? DEFAULT_REDACTION_RULES;
  return { rules: { off, keys, paths, patterns, keep }, known: workspace.redaction.known() };
}
