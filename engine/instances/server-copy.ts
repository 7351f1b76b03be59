import type { CopyState, RunOutput, RunSettings } from '../../shared/model/run.ts';
import { AppError } from '../app-error.ts';
import type { ClientDeclaration } from '../client/list-all.ts';
import { pause } from '../client/pause.ts';
import { awaitAnswer } from './await-answer.ts';
import { CopyProcess, createCopyOutput, describeExit } from './copy-process.ts';
import { freePorts, isPortFree } from './free-ports.ts';
import { guardProcess } from './guard-process.ts';
import { launchProcess, type LaunchRequest } from './launch-process.ts';

/** How long things may take. All in ms. */
export interface CopyTimes {
  /** From a start to the first answer: long enough for a program that has to be fetched first. */
  readonly readyMs: number;
  /** For a copy to end by itself before it is killed. */
  readonly endMs: number;
  /** Pauses before it is started again, one a crash; after the last one it is left alone. */
  readonly restartPausesMs: readonly number[];
  /** A copy that ran for so long has not crashed "again". */
  readonly steadyMs: number;
}

export const COPY_TIMES: CopyTimes = {
  readyMs: 60_000,
  endMs: 3_000,
  restartPausesMs: [500, 1_000, 2_000, 4_000, 8_000],
  steadyMs: 60_000,
};

/** What is started, and where it then answers. */
export interface CopyPlan {
  readonly request: LaunchRequest;
  /** Path and query of its MCP endpoint. */
  readonly path: string;
}

export interface ServerCopyOptions {
  readonly index: number;
  readonly name: string;
  readonly instanceId: string;
  readonly restart: RunSettings['restart'];
  /** For this port. May throw AppError, which a start then rejects with. */
  readonly plan: (port: number) => CopyPlan;
  readonly declaration: () => ClientDeclaration;
  readonly times: CopyTimes;
  /** After each change of `state`. */
  readonly onChange: () => void;
}

/** One copy of a server from its start to its end, over all its processes. */
export class ServerCopy {
  readonly #options: ServerCopyOptions;
  readonly #output = createCopyOutput();
  #state: CopyState;
  #process: CopyProcess | undefined;
  /** Ends with whatever this copy is busy with. */
  #life = new AbortController();
  /** The last of the starts and ends: one after the other. */
  #turn: Promise<unknown> = Promise.resolve();
  #crashes = 0;

  /** Starts nothing yet. `port` is one that is free. */
  constructor(options: ServerCopyOptions, port: number) {
    const { index, name, instanceId } = options;
    this.#options = options;
    this.#state = { index, name, instanceId, state: 'starting', port, restarts: 0 };
  }

  state(): CopyState {
    return this.#state;
  }

  output(): RunOutput {
    const { stdout, stderr } = this.#output;
    return { stdout: stdout.text(), stderr: stderr.text(), isTail: stdout.isTail || stderr.isTail };
  }

  /** Resolves once it answers. Rejects with AppError: IO where it does not, CANCELLED after `stop`. */
  start(): Promise<void> {
    return this.#inTurn(() => this.#launch('starting'));
  }

  /** Ends it where it runs and starts it anew. Rejects as `start` does; nothing runs then. */
  restart(): Promise<void> {
    this.#life.abort();
    const life = new AbortController();
    this.#life = life;
    return this.#inTurn(async () => {
      await this.#endProcess();
      if (life.signal.aborted) throw new AppError('CANCELLED', `${this.#options.name} was stopped.`);
      this.#crashes = 0;
      this.#show({ restarts: this.#state.restarts + 1 });
      await this.#launch('restarting');
    });
  }

  /** Ends its process and keeps its place: `restart` brings it up again. `why`: a sentence. Never rejects. */
  async takeDown(why: string): Promise<void> {
    this.#life.abort();
    await this.#inTurn(async () => {
      await this.#endProcess();
      this.#show({ state: 'ended', problem: why }, ['pid']);
    });
  }

  /** Ends it for good. Never rejects. */
  async stop(): Promise<void> {
    this.#life.abort();
    await this.#inTurn(async () => {
      await this.#endProcess();
      const { url: _url, pid: _pid, ...state } = this.#state;
      this.#state = state.state === 'failed' ? state : { ...state, state: 'ended' };
    });
  }

  async #launch(phase: 'starting' | 'restarting'): Promise<void> {
    const { signal } = this.#life;
    const port = await this.#port();
    this.#show({ state: phase, port }, ['problem', 'pid']);
    const { request, path } = this.#options.plan(port);
    const started = new CopyProcess(request, {
      launch: launchProcess,
      endTimeoutMs: this.#options.times.endMs,
      output: this.#output,
    });
    this.#process = started;
    const callOff = started.pid === undefined ? () => undefined : guardProcess(started.pid);
    void started.ended.then(callOff);
    if (started.pid !== undefined) this.#show({ pid: started.pid });
    try {
      const url = await this.#untilReady(started, { port, path, signal });
      this.#show({ state: 'running', url }, ['problem']);
    } catch (error) {
      await started.end();
      if (signal.aborted) this.#show({ state: 'ended' }, ['pid']);
      else this.#show({ state: 'failed', problem: reason(error) }, ['pid']);
      throw error;
    }
    const readyAt = performance.now();
    void started.ended.then((exit) => {
      if (started.askedToEnd) return;
      if (performance.now() - readyAt >= this.#options.times.steadyMs) this.#crashes = 0;
      this.#lost(`${this.#options.name} ${describeExit(exit)}${started.lastWords()}`);
    });
  }

  /** The address at which it answers. */
  async #untilReady(
    started: CopyProcess,
    { port, path, signal }: { readonly port: number; readonly path: string; readonly signal: AbortSignal },
  ): Promise<string> {
    const { name, times, declaration } = this.#options;
    const over = new AbortController();
    const late = AbortSignal.timeout(times.readyMs);
    const answered = awaitAnswer({
      port,
      path,
      signal: AbortSignal.any([over.signal, signal, late]),
      declaration: declaration(),
    });
    // Where the process ends first, nobody waits for the answer any more.
    answered.catch(() => undefined);
    const fail = (code: 'IO' | 'CANCELLED', what: string): AppError =>
      new AppError(code, `${name} ${what}${started.lastWords()}`, { name, stderr: this.output().stderr });
    try {
      return await Promise.race([
        answered,
        started.ended.then((exit) => {
          throw fail('IO', describeExit(exit));
        }),
      ]);
    } catch (error) {
      if (signal.aborted) throw fail('CANCELLED', 'was stopped while it started');
      if (!late.aborted) throw error;
      const seconds = String(times.readyMs / 1000);
      throw fail(
        'IO',
        `did not answer at http://127.0.0.1:${String(port)}${path} within ${seconds} s. It must listen on the port that the variable PORT, or \${PORT} in its arguments, gives it`,
      );
    } finally {
      over.abort();
    }
  }

  /** It ended without having been asked, or does not come up again. `said`: the sentence that tells so. */
  #lost(said: string): void {
    const { restart, times } = this.#options;
    const pauseMs = times.restartPausesMs[this.#crashes];
    if (restart === 'never') {
      this.#show({ state: 'ended', problem: said }, ['pid']);
    } else if (pauseMs === undefined) {
      const after = `It was started again ${String(this.#crashes)} times and is left alone now.`;
      this.#show({ state: 'failed', problem: `${said} ${after}` }, ['pid']);
    } else {
      this.#crashes += 1;
      this.#show({ state: 'restarting', problem: said }, ['pid']);
      void this.#startAgain(pauseMs);
    }
  }

  async #startAgain(pauseMs: number): Promise<void> {
    const { signal } = this.#life;
    await pause(pauseMs, signal);
    try {
      await this.#inTurn(async () => {
        if (signal.aborted) return;
        this.#show({ restarts: this.#state.restarts + 1 });
        await this.#launch('restarting');
      });
    } catch (error) {
      if (!signal.aborted) this.#lost(reason(error));
    }
  }

  async #endProcess(): Promise<void> {
    await this.#process?.end();
  }

  /** The one that it had, so that its address stays; another one where somebody has taken it. */
  async #port(): Promise<number> {
    const { port } = this.#state;
    if (port !== undefined && (await isPortFree(port))) return port;
    const [other] = await freePorts(1);
    return other ?? 0;
  }

  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(run);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  #show(change: Partial<CopyState>, without: readonly ('problem' | 'pid' | 'url')[] = []): void {
    const kept = Object.entries(this.#state).filter(([key]) => !without.some((gone) => gone === key));
    this.#state = { ...(Object.fromEntries(kept) as unknown as CopyState), ...change };
    this.#options.onChange();
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
