import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import type { HostMessage } from '../../shared/bridge/wire.ts';
import { startWebHost, type WebHost } from '../../web/host.ts';
import type { WebHostOptions } from '../../web/host-options.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';

/** A web host over a fake engine, with a few files to serve. */
export interface TestHost {
  readonly host: WebHost;
  readonly engine: FakeEngine;
  readonly origin: string;
  readonly directory: string;
  readonly captures: string;
  readonly logged: string[];
  /** Exchanges the code of the first address. */
  openSession(): Promise<string>;
  close(): Promise<void>;
}

export async function startTestHost(changes: Partial<WebHostOptions> = {}): Promise<TestHost> {
  const directory = await mkdtemp(join(tmpdir(), 'hopscope-host-'));
  const assetsDirectory = join(directory, 'renderer');
  const captures = join(directory, 'captures');
  await mkdir(join(assetsDirectory, 'assets'), { recursive: true });
  await writeFile(join(assetsDirectory, 'index.html'), '<!doctype html><title>Hopscope</title>');
  await writeFile(join(assetsDirectory, 'assets', 'app.js'), 'export {};');
  await writeFile(join(assetsDirectory, 'assets', 'inter.woff2'), 'font');
  await writeFile(join(directory, 'secret.txt'), 'secret');
  const engine = createFakeEngine();
  const logged: string[] = [];
  const host = await startWebHost({
    engine,
    assetsDirectory,
    capturesDirectory: captures,
    log: (line) => logged.push(line),
    ...changes,
  });
  const origin = `http://127.0.0.1:${String(host.port)}`;
  return {
    host,
    engine,
    origin,
    directory,
    captures,
    logged,
    openSession: async () => {
      const answer = await postCode(origin, codeOf(host.url));
      return (JSON.parse(answer.body) as { token: string }).token;
    },
    close: async () => {
      await host.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export function codeOf(url: string): string {
  return new URLSearchParams(new URL(url).hash.slice(1)).get('code') ?? '';
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** One HTTP request exactly as given: the path is not normalised, the Host can be any. */
export function rawRequest(
  origin: string,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | Buffer;
  } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(origin);
    const outgoing = request(
      {
        hostname,
        port,
        path,
        agent: false,
        method: options.method ?? 'GET',
        headers: options.headers ?? {},
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const body = Buffer.concat(chunks).toString('utf8');
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

export function postCode(
  origin: string,
  code: string,
  headers: Readonly<Record<string, string>> = { Origin: origin },
): Promise<RawAnswer> {
  return rawRequest(origin, '/session', { method: 'POST', headers, body: JSON.stringify({ code }) });
}

/** A page's WebSocket: what came is kept and can be waited for. */
export interface TestSocket {
  readonly socket: WebSocket;
  readonly received: HostMessage[];
  send(message: unknown): void;
  /** The first message, past or to come, that fits. */
  waitFor(fits: (message: HostMessage) => boolean): Promise<HostMessage>;
  /** The code with which it was closed. */
  readonly closed: Promise<number>;
}

export function connectSocket(
  origin: string,
  token: string,
  options: {
    readonly origin?: string;
    readonly host?: string;
    readonly protocols?: string[];
    readonly path?: string;
    readonly autoPong?: boolean;
  } = {},
): Promise<TestSocket> {
  const socket = new WebSocket(
    `${origin.replace('http', 'ws')}${options.path ?? '/bridge'}`,
    options.protocols ?? ['hopscope.v1', `hopscope.token.${token}`],
    {
      autoPong: options.autoPong ?? true,
      ...(options.origin !== '' && { origin: options.origin ?? origin }),
      ...(options.host !== undefined && { headers: { Host: options.host } }),
    },
  );
  const received: HostMessage[] = [];
  const waiting = new Set<() => void>();
  const closed = new Promise<number>((resolve) => {
    socket.on('close', resolve);
  });
  socket.on('message', (data: Buffer) => {
    received.push(JSON.parse(data.toString('utf8')) as HostMessage);
    for (const look of waiting) look();
  });
  const waitFor = (fits: (message: HostMessage) => boolean): Promise<HostMessage> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = received.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      void closed.then((code) => {
        reject(new Error(`The socket was closed with ${String(code)}.`));
      });
      look();
    });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => {
      resolve({
        socket,
        received,
        waitFor,
        closed,
        send: (message) => {
          socket.send(typeof message === 'string' ? message : JSON.stringify(message));
        },
      });
    });
  });
}
