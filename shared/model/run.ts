import type { StdioCommand } from './stdio-command.ts';

/**
 * A server that Hopscope starts in several copies, each on a port of its own. Arguments, environment values and the path
 * may hold `${PORT}`, `${INDEX}` (from 1) and `${NAME}` (the copy's name); the environment has all three as well.
 */
export interface RunSettings {
  readonly id: string;
  readonly name: string;
  readonly command: StdioCommand;
  /** From 1 to 16. */
  readonly copies: number;
  /** Path of the MCP endpoint, such as `/mcp`. */
  readonly path: string;
  /** What is done when a copy ends without having been asked. */
  readonly restart: 'never' | 'on-crash';
  /** Whether a person of this machine has seen exactly this command; see Instance.approved. */
  readonly approved?: boolean;
}

/** The copies as they run. */
export interface RunState {
  readonly id: string;
  readonly state: 'off' | 'starting' | 'running' | 'stopping' | 'failed';
  readonly copies: readonly CopyState[];
  /** A sentence. */
  readonly problem?: string;
}

export interface CopyState {
  /** From 1. */
  readonly index: number;
  readonly name: string;
  /** Of the instance that it is while it runs. */
  readonly instanceId: string;
  readonly state: 'starting' | 'running' | 'restarting' | 'ended' | 'failed';
  readonly port?: number;
  readonly url?: string;
  readonly pid?: number;
  /** How often it was started again. */
  readonly restarts: number;
  /** A sentence: why it ended or did not become ready, with the end of its output. */
  readonly problem?: string;
}

/** The last output of a copy. */
export interface RunOutput {
  readonly stdout: string;
  readonly stderr: string;
  /** There was more before. */
  readonly isTail: boolean;
}

/** Of the instance that a copy is while it runs; no id of the workspace's files has a colon. */
export function copyInstanceId(runId: string, index: number): string {
  return `run:${runId}:${String(index)}`;
}

/** What a copy is called, in `${NAME}` and on screen: the id has no blanks, which names may have. */
export function copyName(runId: string, index: number): string {
  return `${runId}-${String(index)}`;
}
