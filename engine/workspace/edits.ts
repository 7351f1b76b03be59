import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { AppError } from '../app-error.ts';
import { commandHash, type Approvals } from './approvals.ts';
import type { SessionValues } from './session-values.ts';
import type { WorkspaceContent } from './workspace-file.ts';

/** What was saved, and sentences that a person should read, such as where a secret went. */
export interface Saved<T> {
  readonly value: T;
  readonly notices: readonly string[];
}

/** A new thing has no id; an id is that of an existing one. */
export type WithOptionalId<T extends { readonly id: string }> = Omit<T, 'id'> & { readonly id?: string };

/** What whoever changes a section of the workspace's file works with. */
export interface Edits {
  /** In turn, on what the file holds now. */
  change<T>(change: (content: WorkspaceContent) => Promise<T>): Promise<T>;
  write(content: WorkspaceContent): Promise<void>;
  /** As it was when the file was last looked at. */
  content(): WorkspaceContent;
  readonly session: SessionValues;
  readonly approvals: Approvals;
  /** No file is written, so that literal secrets need no variable. */
  readonly inMemory: boolean;
}

/**
 * Lets a command be started that a person has seen. Throws AppError CONFLICT where `seen` is another one. Answers
 * sentences.
 */
export async function allowCommand(
  approvals: Approvals,
  {
    name,
    command,
    seen,
  }: { readonly name: string; readonly command: StdioCommand; readonly seen: StdioCommand },
): Promise<readonly string[]> {
  if (commandHash('', command) !== commandHash('', seen)) {
    throw new AppError(
      'CONFLICT',
      `The command of ${name} has changed since you saw it, so it was not allowed. Look at it again.`,
    );
  }
  const unkept = await approvals.approve(command);
  return unkept === undefined ? [] : [unkept];
}

/** What a person took away must be allowed anew if it comes back by a file, unless `left` has the same command. */
export async function revokeCommand(
  approvals: Approvals,
  command: StdioCommand,
  { instances, runs }: Pick<WorkspaceContent, 'instances' | 'runs'>,
): Promise<void> {
  const hash = commandHash('', command);
  const others = [...instances.map(({ stdio }) => stdio), ...runs.map((run) => run.command)];
  if (others.some((other) => other && commandHash('', other) === hash)) return;
  await approvals.revoke(command);
}
