import { randomUUID } from 'node:crypto';
import type { RedactionProgress } from '../shared/bridge/redaction-commands.ts';
import { DEFAULT_REDACTION_RULES, type RedactionReport } from '../shared/model/redaction.ts';
import { AppError } from './app-error.ts';
import type { Captures } from './capture/captures.ts';
import type { RecordingRedaction } from './capture/captures-contract.ts';
import type { RedactionTask } from './capture/redacting/redaction-task.ts';
import { RedactionControl } from './capture/redacting/redaction-messages.ts';
import type { Workspace } from './workspace/open-workspace.ts';

const PROGRESS_MS = 200;

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

export function createRedactions(engine: {
  readonly captures: Captures;
  readonly workspace: Workspace;
  readonly onProgress: (progress: RedactionProgress) => void;
}): Redactions {
  const { captures, workspace, onProgress } = engine;
  const jobs = new Map<string, RedactionControl>();
  const task = (): RedactionTask => redactionTaskOf(workspace);
  const run = async <T>(job: string, work: (control: SharedArrayBuffer) => Promise<T>): Promise<T> => {
    if (jobs.has(job)) throw new AppError('CONFLICT', 'This is being redacted already.');
    const control = new RedactionControl();
    jobs.set(job, control);
    const timer = setInterval(() => {
      onProgress({ job, ...control.progress() });
    }, PROGRESS_MS);
    try {
      const result = await work(control.shared);
      // Who follows sees the end of it, also where all of it took less than a moment.
      onProgress({ job, ...control.progress() });
      return result;
    } finally {
      clearInterval(timer);
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
