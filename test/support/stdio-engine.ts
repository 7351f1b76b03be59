import { fileURLToPath } from 'node:url';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { BUGS } from '../../demo/bugs.ts';
import { createEngine, type Engine } from '../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/bridge/bridge.ts';
import { NO_TAMPER, type Draft } from '../../shared/model/draft.ts';
import type { ExchangeDetail, ExchangeRef, Row, StreamEvent } from '../../shared/model/exchange.ts';
import type { Connection } from '../../shared/model/input.ts';
import type { Era, Instance } from '../../shared/model/instance.ts';
import type { StdioCommand } from '../../shared/model/stdio-command.ts';
import { INSTANCE_PROGRAM } from './demo-processes.ts';
import { runningOfGroup } from './stdio-client.ts';

/** The command of the SDK's server in test/support/stdio-servers. */
export const MODERN_SDK: StdioCommand = {
  command: process.execPath,
  args: [fileURLToPath(new URL('./stdio-servers/modern-sdk.ts', import.meta.url))],
  env: {},
};

/** An engine in a folder of its own, and what it told; also for servers that it starts itself, on stdio. */
export class StdioEngine {
  readonly engine: Engine;
  readonly connections: Connection[] = [];
  readonly #directory: string;
  readonly #pids = new Set<number>();
  readonly #bugs: unknown[];
  #added = 0;

  constructor(engine: Engine, directory: string, bugs: unknown[]) {
    this.engine = engine;
    this.#directory = directory;
    this.#bugs = bugs;
    engine.bridge.on('connection', (connection) => {
      this.connections.push(connection);
      if (connection.pid !== undefined) this.#pids.add(connection.pid);
    });
  }

  static async open(): Promise<StdioEngine> {
    const directory = await mkdtemp(join(tmpdir(), 'hopscope-stdio-engine-'));
    const bugs: unknown[] = [];
    const engine = await createEngine({
      workspaceDirectory: join(directory, 'workspace'),
      program: 'test',
      version: '0.0.0',
      env: { ...process.env, HOPSCOPE_STATE_DIR: join(directory, 'state') },
      demo: { entry: INSTANCE_PROGRAM, knownBugs: BUGS },
      onBug: (error) => bugs.push(error),
    });
    return new StdioEngine(engine, directory, bugs);
  }

  async invoke<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
    const answer = await this.engine.bridge.invoke(command, input);
    if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
    return answer.value;
  }

  /** An instance with this command that a person has allowed. */
  async add(stdio: StdioCommand, era?: Era): Promise<Instance> {
    const instance = await this.invoke('instance.save', {
      name: `server ${String((this.#added += 1))}`,
      url: '',
      stdio,
      headers: [],
      ...(era && { era }),
    });
    await this.invoke('instance.approve', { id: instance.id, seen: stdio });
    return instance;
  }

  /** An instance with this address. */
  addAddress(url: string, era: Era = 'legacy'): Promise<Instance> {
    return this.invoke('instance.save', { name: url, url, era, headers: [] });
  }

  /** Resolves with the first row of which this is true. */
  async untilRow(isIt: (row: Row) => boolean): Promise<Row> {
    return vi.waitFor(async () => {
      const found = (await this.rows()).find(isIt);
      if (!found) throw new Error('there is no such row yet');
      return found;
    }, 20_000);
  }

  /** On its way when this resolves. */
  async begin(
    { id }: Instance,
    method: string,
    params: Draft['params'] = {},
    more: Partial<Draft> = {},
  ): Promise<ExchangeRef> {
    const [ref] = await this.invoke('exchange.send', {
      draft: {
        era: 'auto',
        revision: '2026-07-28',
        method,
        params,
        clientCapabilities: {},
        clientInfo: { name: 'test', version: '0' },
        tamper: NO_TAMPER,
        ...more,
      },
      instanceIds: [id],
    });
    if (!ref) throw new Error('nothing was sent');
    return ref;
  }

  /** Sent and over. */
  async send(
    instance: Instance,
    method: string,
    params: Draft['params'] = {},
    more: Partial<Draft> = {},
  ): Promise<ExchangeDetail> {
    const ref = await this.begin(instance, method, params, more);
    await this.engine.whenDone(ref);
    return this.detail(ref);
  }

  detail(ref: ExchangeRef): Promise<ExchangeDetail> {
    return this.invoke('exchange.get', { ...ref, bodyLimit: 1_000_000 });
  }

  async events(ref: ExchangeRef): Promise<readonly StreamEvent[]> {
    return (await this.invoke('exchange.events', { ...ref, from: 0, limit: 5_000 })).events;
  }

  /** The JSON of the answer's lines. */
  messages(detail: ExchangeDetail): unknown[] {
    const text = detail.response?.body.text ?? '';
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as unknown);
  }

  /** All rows of the capture. */
  async rows(): Promise<readonly Row[]> {
    const [capture] = await this.invoke('capture.list', null);
    if (!capture) throw new Error('nothing is recorded');
    return (await this.invoke('capture.rows', { captureId: capture.id, after: 0, limit: 1_000 })).rows;
  }

  /** The row of the process in which this exchange was answered. */
  processOf({ ref, channel }: ExchangeDetail): ExchangeRef {
    if (channel === undefined) throw new Error('it has no process');
    return { captureId: ref.captureId, number: channel };
  }

  /** Resolves with the first event of this row of which this is true. */
  async untilEvent(ref: ExchangeRef, isIt: (event: StreamEvent) => boolean): Promise<StreamEvent> {
    return vi.waitFor(async () => {
      const found = (await this.events(ref)).find(isIt);
      if (!found) throw new Error('it has not come');
      return found;
    }, 20_000);
  }

  /** Closes the engine. Nothing may be left of what it started, and no bug was told. */
  async close(): Promise<void> {
    await this.engine.close();
    const left = [...this.#pids].flatMap(runningOfGroup);
    for (const pid of left) process.kill(pid, 'SIGKILL');
    await rm(this.#directory, { recursive: true, force: true });
    expect(left).toEqual([]);
    expect(this.#bugs).toEqual([]);
  }
}
