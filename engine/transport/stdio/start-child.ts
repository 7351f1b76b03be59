import { spawn, type ChildProcess } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { HAS_GROUPS } from '../child-process.ts';
import { errorCode } from '../transport-failure.ts';
import type { StdioCommand } from '../../../shared/model/stdio-command.ts';
import { variable } from './child-environment.ts';
import { explainStart, type PathState } from './explain-start.ts';
import { planSpawn } from './spawn-plan.ts';

const IS_WINDOWS = process.platform === 'win32';

/**
 * Starts a program whose whole environment is `command.env`, with pipes, without a shell; where there are process groups it leads one. Never throws: a problem
 * is the whole sentence, and others come as the child's `error` event, for which there is `explainChild`.
 */
export function startChild(command: StdioCommand): ChildProcess | { readonly problem: string } {
  const { env, cwd } = command;
  const plan = planSpawn(command, {
    isWindows: IS_WINDOWS,
    env,
    isFile: (path) => stateOf(path) === 'file',
  });
  if ('problem' in plan) return plan;
  try {
    return spawn(plan.file, [...plan.args], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      windowsHide: true,
      windowsVerbatimArguments: plan.verbatim,
      detached: HAS_GROUPS,
      ...(cwd !== undefined && { cwd }),
    });
  } catch (error) {
    // Some errors come as an event, and others so.
    return { problem: explainChild(error, command) };
  }
}

/** Why it did not start, as one or two sentences. */
export function explainChild(error: unknown, command: StdioCommand): string {
  const { cwd, env } = command;
  const hasFolder = command.command.includes('/') || (IS_WINDOWS && command.command.includes('\\'));
  return explainStart(error, command, {
    cwd: cwd === undefined ? undefined : stateOf(cwd),
    program: hasFolder ? stateOf(resolve(cwd ?? '', command.command)) : undefined,
    path: variable(env, 'PATH', IS_WINDOWS) ?? '',
  });
}

function stateOf(path: string): PathState {
  try {
    if (!statSync(path).isDirectory()) return 'file';
    accessSync(path, constants.X_OK);
    return 'folder';
  } catch (error) {
    return errorCode(error) === 'EACCES' ? 'closed' : 'missing';
  }
}
