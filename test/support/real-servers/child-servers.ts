import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { HAS_GROUPS, signalTree, tellExit } from '../../../engine/transport/child-process.ts';
import type { StdioCommand } from '../../../shared/model/stdio-command.ts';
import { findClosedPort } from '../tcp-server.ts';
import type { HttpServerUnderTest } from './http-listener.ts';

const require = createRequire(import.meta.url);
const EVERYTHING = require.resolve('@modelcontextprotocol/server-everything/dist/index.js');

const READY_MS = 30_000;
const LOOK_AGAIN_MS = 25;

/** server-everything on its standard streams: legacy. */
export const EVERYTHING_STDIO: StdioCommand = {
  command: process.execPath,
  args: [EVERYTHING, 'stdio'],
  env: {},
};

/** server-everything over Streamable HTTP, or over HTTP+SSE: legacy. */
export function startEverything(transport: 'streamableHttp' | 'sse'): Promise<HttpServerUnderTest> {
  const path = transport === 'sse' ? '/sse' : '/mcp';
  return startChild(path, (port) => ({ args: [EVERYTHING, transport], env: { PORT: String(port) } }));
}

/** mcp-proxy in front of server-everything: modern, although what stands behind it is not. */
export function startMcpProxy(): Promise<HttpServerUnderTest> {
  const program = require.resolve('mcp-proxy/dist/bin/mcp-proxy.mjs');
  return startChild('/mcp', (port) => ({
    args: [
      ...[program, '--host', '127.0.0.1', '--port', String(port)],
      ...['--', process.execPath, EVERYTHING, 'stdio'],
    ],
  }));
}

/** supergateway in front of server-everything: legacy, and yet it answers modern calls. */
export function startSupergateway(): Promise<HttpServerUnderTest> {
  const program = require.resolve('supergateway/dist/index.js');
  const behind = [process.execPath, EVERYTHING, 'stdio'].map((part) => `"${part}"`).join(' ');
  return startChild('/mcp', (port) => ({
    args: [
      ...[program, '--stdio', behind, '--outputTransport', 'streamableHttp'],
      ...['--port', String(port), '--logLevel', 'none'],
    ],
  }));
}

/** @throws Error with the process's own words where it ends, or does not listen in time. */
async function startChild(
  path: string,
  commandFor: (port: number) => {
    readonly args: readonly string[];
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<HttpServerUnderTest> {
  const port = await findClosedPort();
  const { args, env } = commandFor(port);
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], ...env },
    detached: HAS_GROUPS,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-4_000)));
  }
  const end = new AbortController();
  const ended = new Promise<void>((done) => {
    tellExit(child, () => {
      end.abort();
      done();
    });
  });
  const stop = async (): Promise<void> => {
    signalTree(child, 'SIGKILL');
    await ended;
  };
  const until = performance.now() + READY_MS;
  while (!(await accepts(port))) {
    if (end.signal.aborted || performance.now() > until) {
      await stop();
      throw new Error(`${args.join(' ')} does not listen: ${output}`);
    }
    await pause(LOOK_AGAIN_MS);
  }
  return { url: `http://127.0.0.1:${String(port)}${path}`, stop };
}

/** No program tells when it listens in a way that can be relied on; the port does. */
function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => {
      done(false);
    });
  });
}
