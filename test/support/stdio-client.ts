import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, vi } from 'vitest';
import type { JsonObject, JsonValue } from '../../shared/model/draft.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import {
  openStdio,
  type StdioConnection,
  type StdioExit,
  type StdioOptions,
} from '../../engine/transport/stdio/open-stdio.ts';

/** What a test heard from a server, in order. */
export class StdioClient {
  readonly connection: StdioConnection;
  readonly lines: string[] = [];
  readonly messages: JsonValue[] = [];
  readonly strays: { readonly text: string; readonly reason: string; readonly json?: JsonValue }[] = [];
  readonly exits: StdioExit[] = [];
  stderrBytes = 0;
  stderrStart = '';
  readonly #exited = Promise.withResolvers<StdioExit>();

  constructor(command: StdioCommand, options: StdioOptions = {}) {
    // Whatever comes after the exit is a fault of the transport.
    const alive = (): void => expect(this.exits).toEqual([]);
    this.connection = openStdio(
      command,
      {
        message: (line, _message, _atMs, json) => {
          alive();
          this.lines.push(Buffer.from(line).toString());
          this.messages.push(json);
        },
        stray: (line, reason, _atMs, json) => {
          alive();
          const text = Buffer.from(line).toString('latin1');
          this.strays.push({ text, reason, ...(json !== undefined && { json }) });
        },
        stderr: (bytes) => {
          alive();
          this.stderrBytes += bytes.length;
          if (this.stderrStart.length < 1000) this.stderrStart += Buffer.from(bytes).toString();
        },
        exit: (exit) => {
          this.exits.push(exit);
          this.#exited.resolve(exit);
        },
      },
      { closeGraceMs: 20_000, termGraceMs: 20_000, ...options },
    );
  }

  get exited(): Promise<StdioExit> {
    return this.#exited.promise;
  }

  async send(message: JsonObject): Promise<void> {
    await this.connection.write(Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message })));
  }

  /** The answer to the request that is sent. */
  async ask(id: number, method: string, params: JsonObject = {}): Promise<JsonObject> {
    await this.send({ id, method, params });
    return this.until((message) => message['id'] === id);
  }

  /** The first message of which this is true. */
  async until(isIt: (message: JsonObject) => boolean): Promise<JsonObject> {
    let found: JsonObject | undefined;
    await vi.waitFor(() => {
      found = (this.messages as readonly JsonObject[]).find(isIt);
      expect(found).toBeDefined();
    }, 50_000);
    return found ?? {};
  }

  /** Stops the server, and says what that should not have left: pids of its process group that still run. */
  async close(): Promise<number[]> {
    await this.connection.stop();
    expect(this.exits.length).toBe(1);
    const left = this.connection.pid === undefined ? [] : runningOfGroup(this.connection.pid);
    // A test that fails for them leaves nothing behind, either.
    for (const pid of left) process.kill(pid, 'SIGKILL');
    return left;
  }
}

/** The command of a server in test/support/stdio-servers. */
export function misbehaving(...args: readonly string[]): StdioCommand {
  const script = fileURLToPath(new URL('./stdio-servers/misbehaving.ts', import.meta.url));
  return { command: process.execPath, args: [script, ...args], env: {} };
}

/** The processes of a group that are more than an entry in the process table. */
export function runningOfGroup(group: number): number[] {
  return runningProcesses()
    .filter((process) => process.group === group)
    .map(({ pid }) => pid);
}

export function isRunning(pid: number): boolean {
  return runningProcesses().some((process) => process.pid === pid);
}

function runningProcesses(): { readonly pid: number; readonly group: number }[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,pgid=,stat='], { encoding: 'utf8' });
  return stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => state !== undefined && !state.startsWith('Z'))
    .map(([pid, group]) => ({ pid: Number(pid), group: Number(group) }));
}
