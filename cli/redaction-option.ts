import { resolve } from 'node:path';
import { defaultWorkspaceDirectory, readWorkspace } from '../engine/index.ts';
import { DEFAULT_REDACTION_RULES, type RedactionRules } from '../shared/model/redaction.ts';
import type { Console } from './console.ts';

/**
 * The rules of the workspace, and whether what is recorded is redacted by them: where `--redact` says so, and where the workspace
 * says it of all that is recorded among its captures.
 */
export async function redactionOf(
  { redact, workspace }: { readonly redact?: true; readonly workspace?: string },
  { env, cwd, platform }: Pick<Console, 'env' | 'cwd' | 'platform'>,
  { recordsIntoWorkspace }: { readonly recordsIntoWorkspace: boolean },
): Promise<{ readonly redaction?: RedactionRules }> {
  if (!redact && !recordsIntoWorkspace) return {};
  const rules = await workspaceRules({ workspace }, { env, cwd, platform });
  return { redaction: redact ? { ...rules, whileRecording: true } : rules };
}

/** What the workspace wants to be replaced; where it says nothing, or there is none, what is known to be secret. */
export async function workspaceRules(
  { workspace }: { readonly workspace?: string | undefined },
  { env, cwd, platform }: Pick<Console, 'env' | 'cwd' | 'platform'>,
): Promise<RedactionRules> {
  const directory =
    workspace === undefined ? defaultWorkspaceDirectory(env, platform) : resolve(cwd, workspace);
  const { redaction = DEFAULT_REDACTION_RULES } = await readWorkspace({ directory, env });
  return redaction;
}
