import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../dist/programs/web.js', import.meta.url));
const CLI = fileURLToPath(new URL('../../dist/programs/cli.js', import.meta.url));

/** The built web host as a process of its own, on a workspace of its own. */
export interface WebProgram {
  /** Address with its single-use code. */
  readonly url: string;
  readonly workspace: string;
  readonly process: ChildProcess;
  /** What it wrote to standard error so far. */
  log(): string;
  /** Asks it to end, waits for that, removes the workspace; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** Starts `dist/programs/web.js`, or `hopscope open`; rejects with what it said where no address comes. */
export async function startWebProgram(
  options: {
    readonly args?: readonly string[];
    readonly workspace?: string;
    /** Runs `hopscope open` with these files, where no window can be shown. */
    readonly open?: readonly string[];
    /** Captures that a person had open lately: the palette offers them. */
    readonly recents?: readonly string[];
  } = {},
): Promise<WebProgram> {
  // What a test allows is not allowed for the person who runs it.
  const state = await mkdtemp(join(tmpdir(), 'hopscope-state-'));
  if (options.recents) {
    const recents = options.recents.map((path) => ({ path, at: 0 }));
    await writeFile(join(state, 'recent-captures.json'), JSON.stringify({ version: 1, recents }));
  }
  const workspace = options.workspace ?? (await mkdtemp(join(tmpdir(), 'hopscope-app-')));
  const started = options.open ? [CLI, 'open', ...options.open] : [PROGRAM, '--no-open'];
  const env = {
    ...process.env,
    HOPSCOPE_STATE_DIR: state,
    // Nobody could see a window from there, nor a browser.
    ...(options.open && { DISPLAY: '', WAYLAND_DISPLAY: '', SSH_CONNECTION: 'test' }),
  };
  const child = spawn(process.execPath, [...started, '--workspace', workspace, ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  let log = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /https?:\/\/\S+/.exec(line)?.[0];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) => {
      reject(new Error(`The web host ended with ${String(code)} before it had an address: ${log}`));
    });
  });
  return {
    url,
    workspace,
    process: child,
    log: () => log,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }
      await rm(state, { recursive: true, force: true });
      if (options.workspace === undefined) await rm(workspace, { recursive: true, force: true });
      return child.exitCode;
    },
  };
}
