import { basename } from 'node:path';
import { DEFAULT_CLIENT_SETTINGS } from '../../shared/model/input.ts';
import type { Instance } from '../../shared/model/instance.ts';
import type { WorkspaceState } from '../../shared/model/workspace.ts';
import type { RunSettings } from '../../shared/model/run.ts';
import type { Approvals } from './approvals.ts';
import { idsOf } from './entries.ts';
import type { FileProblem } from './kept-file.ts';
import type { SessionValues } from './session-values.ts';
import type { StoredWorkspace, WorkspaceStorage } from './workspace-storage.ts';

/** What a workspace holds: without what is running. */
export type StoredState = Omit<WorkspaceState, 'demo'>;

/** The files as they are now, and what is wrong with the approvals beside them. */
export async function loadAll(storage: WorkspaceStorage, approvals: Approvals): Promise<StoredWorkspace> {
  const stored = await storage.load();
  const problems: readonly FileProblem[] = await approvals.load();
  return problems.length === 0 ? stored : { ...stored, problems: [...stored.problems, ...problems] };
}

/** The instance as the screens see it. */
export function completed(written: Instance, session: SessionValues, approvals: Approvals): Instance {
  const instance = session.completeInstance(written);
  return written.stdio ? { ...instance, approved: approvals.has(written.stdio) } : instance;
}

export function completedRun(written: RunSettings, approvals: Approvals): RunSettings {
  return { ...written, approved: approvals.has(written.command) };
}

/** What was read, completed from this session and with what a person has allowed. */
export function toState(
  directory: string,
  stored: StoredWorkspace,
  session: SessionValues,
  approvals: Approvals,
): StoredState {
  const { content, requests, problems } = stored;
  const known = idsOf(content.instances);
  return {
    directory,
    name: content.name ?? basename(directory),
    instances: content.instances.map((instance) => completed(instance, session, approvals)),
    // A merge can take an instance away on one side and add it to a fleet on the other.
    fleets: content.fleets.map((fleet) => ({
      ...fleet,
      instanceIds: fleet.instanceIds.filter((id) => known.has(id)),
    })),
    requests: requests.map((request) => session.completeRequest(request)),
    client: content.client ?? DEFAULT_CLIENT_SETTINGS,
    gateways: content.gateways,
    runs: content.runs.map((run) => completedRun(run, approvals)),
    mutes: content.mutes,
    ...(content.redaction && { redaction: content.redaction }),
    filters: content.filters,
    problems,
  };
}
