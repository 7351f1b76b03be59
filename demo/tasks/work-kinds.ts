import {
  CONFIRM_DELETE,
  FAILING_JOB,
  GREET_LATER,
  MULTI_INPUT,
  PROTOCOL_ERROR_JOB,
  SLOW_COMPUTE,
} from '../conformance/task-work.ts';
import { APPROVE_WORK, FAILING_WORK, RENDER_REPORT } from './shop-work.ts';
import type { WorkKind } from './work.ts';

const WORK_KINDS = {
  render_report: RENDER_REPORT,
  approve_work: APPROVE_WORK,
  failing_work: FAILING_WORK,
  slow_compute: SLOW_COMPUTE,
  failing_job: FAILING_JOB,
  protocol_error_job: PROTOCOL_ERROR_JOB,
  confirm_delete: CONFIRM_DELETE,
  multi_input: MULTI_INPUT,
  test_tool_with_task: GREET_LATER,
} satisfies Record<string, WorkKind>;

/** All work has the name of the tool that begins it. */
export type WorkName = keyof typeof WORK_KINDS;

/** The work of this name; undefined where the file is of another version, which has others. */
export function findWork(name: string): WorkKind | undefined {
  return Object.hasOwn(WORK_KINDS, name) ? WORK_KINDS[name as WorkName] : undefined;
}

/** The work of a name that is known. */
export function workOf(name: WorkName): WorkKind {
  return WORK_KINDS[name];
}
