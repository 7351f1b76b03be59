import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** The load balancers that exported policies are loaded into. */
export type Balancer = 'nginx' | 'haproxy';

export interface RunningBalancer {
  /** Ends it and removes its files. */
  stop(): Promise<void>;
}

const READY_MS = 10_000;
const LOOK_AGAIN_MS = 20;

/** Absolute path of the program; undefined where it is not installed. Debian keeps both out of a user's PATH. */
export function findBalancer(balancer: Balancer): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, balancer)).find((file) => existsSync(file));
}

/**
 * Runs the exported policy, and waits until its port takes connections.
 *
 * @throws Error with the program's own words where it refuses the file
 */
export async function startBalancer(
  balancer: Balancer,
  program: string,
  policy: string,
  port: number,
): Promise<RunningBalancer> {
  const folder = await mkdtemp(join(tmpdir(), `hopscope-${balancer}-`));
  await writeFile(join(folder, 'policy.conf'), policy);
  if (balancer === 'nginx') await writeFile(join(folder, 'nginx.conf'), nginxAround(folder));
  const args = {
    nginx: ['-p', folder, '-e', 'stderr', '-c', join(folder, 'nginx.conf')],
    haproxy: ['-db', '-f', join(folder, 'policy.conf')],
  }[balancer];
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const end = new Promise<void>((done) => {
    child.once('close', () => {
      done();
    });
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await end;
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + READY_MS;
  while (!(await takesConnections(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${balancer} does not run this policy: ${output}`);
    }
    await pause(LOOK_AGAIN_MS);
  }
  return { stop };
}

/** The policy is for the inside of `http`; two workers, since what they share is part of it. */
function nginxAround(folder: string): string {
  return [
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    'daemon off;',
    'worker_processes 2;',
    `pid ${folder}/nginx.pid;`,
    'events { worker_connections 256; }',
    'http {',
    '  access_log off;',
    ...['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (kind) => `  ${kind}_temp_path ${folder}/${kind};`,
    ),
    `  include ${folder}/policy.conf;`,
    '}',
    '',
  ].join('\n');
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
