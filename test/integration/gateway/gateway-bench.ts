import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { BUGS } from '../../../demo/bugs.ts';
import { createEngine, type Engine, type EngineOptions } from '../../../engine/index.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/bridge/bridge.ts';
import type { ExchangeDetail, Row } from '../../../shared/model/exchange.ts';
import type { Fault, FaultAction, GatewaySettings, GatewayState } from '../../../shared/model/gateway.ts';
import type { Instance } from '../../../shared/model/instance.ts';
import { INSTANCE_PROGRAM } from '../../support/demo-processes.ts';
import { startTcpServer, TcpConnection, type TcpServer } from '../../support/tcp-server.ts';

const PLAIN: Omit<GatewaySettings, 'id' | 'instanceIds'> = {
  name: 'door',
  listen: { host: '127.0.0.1', port: 0 },
  rules: [],
  strategy: { kind: 'round-robin' },
  faults: [],
  seed: 1,
  allowOrigins: [],
  nameInstance: false,
  record: true,
};

/** An engine with a gateway, servers made of sockets behind it, and clients made of sockets in front. */
export class GatewayBench {
  readonly engine: Engine;
  readonly states: GatewayState[] = [];
  readonly bugs: unknown[];
  readonly #directory: string;
  readonly #servers: TcpServer[] = [];
  readonly #clients: TcpConnection[] = [];

  private constructor(engine: Engine, directory: string, bugs: unknown[]) {
    this.engine = engine;
    this.#directory = directory;
    this.bugs = bugs;
    engine.bridge.on('gateway', (state) => this.states.push(state));
  }

  static async open(options: Partial<EngineOptions> = {}): Promise<GatewayBench> {
    const directory = await mkdtemp(join(tmpdir(), 'hopscope-gateway-'));
    const bugs: unknown[] = [];
    const engine = await createEngine({
      workspaceDirectory: join(directory, 'workspace'),
      program: 'test',
      version: '0.0.0',
      env: { ...process.env, HOPSCOPE_STATE_DIR: join(directory, 'state') },
      demo: { entry: INSTANCE_PROGRAM, knownBugs: BUGS },
      onBug: (error) => bugs.push(error),
      ...options,
    });
    return new GatewayBench(engine, directory, bugs);
  }

  async ask<C extends CommandName>(command: C, input: CommandInput<C>): Promise<CommandOutput<C>> {
    const answer = await this.engine.bridge.invoke(command, input);
    if (!answer.ok) throw new Error(`${command}: ${answer.error.code} ${answer.error.message}`);
    return answer.value;
  }

  /** A server on a bare socket, ended with the bench. */
  async serve(handle: (connection: TcpConnection) => Promise<void> | void): Promise<TcpServer> {
    const server = await startTcpServer(handle);
    this.#servers.push(server);
    return server;
  }

  /** A server that answers each request with these bytes. */
  answering(answer: string): Promise<TcpServer> {
    return this.serve(async (connection) => {
      for (;;) {
        await connection.readRequest();
        await connection.send(answer);
      }
    });
  }

  addInstance(name: string, url: string, more: Partial<Instance> = {}): Promise<Instance> {
    return this.ask('instance.save', { name, url, headers: [], ...more });
  }

  /** A gateway to these addresses that listens: `a`, `b`, … */
  async gateway(
    urls: readonly string[],
    settings: Partial<GatewaySettings> = {},
  ): Promise<
    GatewayState & { readonly url: string; readonly port: number; readonly instanceIds: readonly string[] }
  > {
    const instances: Instance[] = [];
    for (const [index, url] of urls.entries()) {
      instances.push(await this.addInstance(String.fromCharCode(97 + index), url));
    }
    const instanceIds = instances.map(({ id }) => id);
    const { id } = await this.ask('gateway.save', { ...PLAIN, instanceIds, ...settings });
    const state = await this.ask('gateway.start', { id });
    const url = state.url ?? '';
    return { ...state, url, port: Number(new URL(url).port), instanceIds };
  }

  state(id: string): Promise<GatewayState> {
    return this.ask('gateway.list', null).then((all) => {
      const found = all.find((state) => state.id === id);
      if (!found) throw new Error('there is no such gateway');
      return found;
    });
  }

  /** A client on a bare socket, ended with the bench. */
  async client(port: number, options: { readonly allowHalfOpen?: boolean } = {}): Promise<TcpConnection> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, ...options });
    const connection = new TcpConnection(socket);
    this.#clients.push(connection);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('error', reject);
    });
    return connection;
  }

  /** Sends these bytes and resolves with all that came before the other side closed. */
  async talk(port: number, bytes: string): Promise<string> {
    const client = await this.client(port);
    await client.send(bytes);
    await client.untilEnded();
    return client.received().toString('latin1');
  }

  async rows(): Promise<readonly Row[]> {
    const [capture] = await this.ask('capture.list', null);
    if (!capture) throw new Error('there is no capture');
    const { rows } = await this.ask('capture.rows', { captureId: capture.id, after: 0, limit: 10_000 });
    return rows.filter(({ origin }) => origin === 'gateway');
  }

  /** The rows once so many are there and none is open. */
  settled(count: number): Promise<readonly Row[]> {
    return vi.waitFor(async () => {
      const rows = await this.rows();
      expect(rows.map(({ state }) => state === 'open')).toEqual(Array.from({ length: count }, () => false));
      return rows;
    }, 20_000);
  }

  async detail(number: number): Promise<ExchangeDetail> {
    const [capture] = await this.ask('capture.list', null);
    return this.ask('exchange.get', { captureId: capture?.id ?? '', number, bodyLimit: 1_000_000 });
  }

  /** All of the one exchange that went through a gateway, once it is over. */
  async only(): Promise<ExchangeDetail> {
    const [row] = await this.settled(1);
    return this.detail(row?.number ?? 0);
  }

  async close(): Promise<void> {
    for (const { socket } of this.#clients) socket.destroy();
    await this.engine.close();
    for (const server of this.#servers) await server.close();
    await rm(this.#directory, { recursive: true, force: true });
    expect(this.bugs).toEqual([]);
  }
}

/** A fault that strikes each request. */
export function always(does: FaultAction, id = `f-${does.kind}`): Fault {
  return { id, enabled: true, probability: 1, does };
}

/** A JSON-RPC request as a client sends it. */
export function post(body: string, headers: readonly string[] = [], path = '/mcp'): string {
  return [
    `POST ${path} HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/json',
    ...headers,
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    '',
    body,
  ].join('\r\n');
}

export const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo"}}';
export const RESULT = '{"jsonrpc":"2.0","id":1,"result":{"resultType":"complete","content":[]}}';

export function json(body = RESULT, headers: readonly string[] = [], status = '200 OK'): string {
  return [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    ...headers,
    `Content-Length: ${String(Buffer.byteLength(body))}`,
    '',
    body,
  ].join('\r\n');
}

/** The head of a stream of events without an end. */
export const STREAM =
  'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n';

export function chunk(text: string): string {
  return `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`;
}
