import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openCaptures, type CapturesUnderTest } from '../../support/open-captures.ts';
import { CLI_PROGRAM } from '../../support/cli-program.ts';

const SERVERS = join(import.meta.dirname, '../../support/stdio-servers');
// Only how long to wait before giving up on what never comes.
const PATIENCE = { timeout: 60_000, interval: 20 };

let home: string;
let child: ChildProcessWithoutNullStreams | undefined;
let app: CapturesUnderTest | undefined;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hopscope-record-'));
});

afterEach(async () => {
  child?.kill('SIGKILL');
  child = undefined;
  await app?.captures.close();
  app = undefined;
  await rm(home, { recursive: true, force: true });
});

const server = (...args: string[]): string[] => [process.execPath, join(SERVERS, 'byte-server.ts'), ...args];
const environment = (): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  XDG_DATA_HOME: join(home, 'data'),
});

interface Recorded {
  readonly child: ChildProcessWithoutNullStreams;
  readonly stdout: Buffer[];
  readonly stderr: Buffer[];
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
}

function start(
  command: readonly string[],
  flags: readonly string[] = ['--workspace', 'work'],
  through: readonly string[] = [],
): Recorded {
  const words = [...through, process.execPath, CLI_PROGRAM, 'record', ...flags, '--', ...command];
  const started = spawn(words[0] ?? '', words.slice(1), {
    cwd: home,
    env: { ...environment(), MARK: 'passed on' },
  });
  child = started;
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  started.stdout.on('data', (bytes: Buffer) => stdout.push(bytes));
  started.stderr.on('data', (bytes: Buffer) => stderr.push(bytes));
  started.stdin.on('error', () => undefined);
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    started.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { child: started, stdout, stderr, ended };
}

const text = (chunks: readonly Buffer[]): string => Buffer.concat(chunks).toString();

async function captureFiles(): Promise<string[]> {
  const folder = join(home, 'work', 'captures');
  const names = (await readdir(folder)).filter((entry) => entry.endsWith('.hopscope'));
  return names.sort().map((name) => join(folder, name));
}

interface StoredRow {
  readonly method: string;
  readonly era: string;
  readonly state: string;
  readonly link: string | null;
  readonly events: string[];
}

/** Of all captures: a client may start its server more than once. */
async function recordedRows(): Promise<StoredRow[]> {
  return (await captureFiles()).flatMap((file) => {
    const db = new DatabaseSync(file, { readOnly: true });
    try {
      const events = db.prepare('SELECT kind, method FROM event WHERE exchange = ? ORDER BY idx');
      return db
        .prepare('SELECT number, method, era, state, link_kind AS link FROM exchange ORDER BY number')
        .all()
        .map(({ number, ...row }) => ({
          ...(row as unknown as Omit<StoredRow, 'events'>),
          events: events.all(number ?? 0).map(({ kind, method }) => String(method ?? kind)),
        }));
    } finally {
      db.close();
    }
  });
}

describe('passes on', () => {
  test('every byte in both directions, stderr, the end of input and the exit code', async () => {
    const sent = Buffer.concat([Buffer.from('{"a":1}\r\n\xff\xfe\0'), randomBytes(3 * 1024 * 1024)]);
    const { child: recorded, stdout, stderr, ended } = start(server('echo'));
    for (let at = 0; at < sent.length; at += 50_000) recorded.stdin.write(sent.subarray(at, at + 50_000));
    recorded.stdin.end();
    expect(await ended).toEqual({ code: 7, signal: null });
    expect(Buffer.concat(stdout).equals(sent)).toBe(true);
    expect(text(stderr)).toBe(`read ${String(sent.length)}`);
  });

  test('the environment, the working folder and arguments as they are', async () => {
    await mkdir(join(home, 'elsewhere'));
    const code = 'console.log(JSON.stringify([process.env.MARK, process.cwd(), process.argv.slice(1)]))';
    const { stdout, ended } = start(
      [process.execPath, '-e', code, '--', '--quiet', 'a b', '$HOME', ''],
      ['--workspace', 'work', '--cwd', 'elsewhere'],
    );
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(JSON.parse(text(stdout))).toEqual([
      'passed on',
      join(home, 'elsewhere'),
      ['--quiet', 'a b', '$HOME', ''],
    ]);
  });

  test.skipIf(process.platform === 'win32')('signals, each once', async () => {
    const { child: recorded, stdout, ended } = start(server('signals'));
    await vi.waitFor(() => expect(text(stdout)).toContain('ready'), PATIENCE);
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGUSR1'] as const) {
      recorded.kill(signal);
      await vi.waitFor(() => expect(text(stdout)).toContain(signal), PATIENCE);
    }
    recorded.kill('SIGUSR2');
    expect(await ended).toEqual({ code: 5, signal: null });
    expect(text(stdout)).toBe('ready\nSIGINT\nSIGHUP\nSIGUSR1\n');
  });

  test.skipIf(process.platform === 'win32')('the signal by which the server ended', async () => {
    const { child: recorded, stdout, ended } = start(server('signals'));
    await vi.waitFor(() => expect(text(stdout)).toContain('ready'), PATIENCE);
    recorded.kill('SIGTERM');
    expect(await ended).toEqual({ code: null, signal: 'SIGTERM' });
  });

  test('that the server says no more, while it goes on', async () => {
    const { child: recorded, stdout, stderr, ended } = start(server('mute'));
    const over = new Promise((resolve) => recorded.stdout.once('end', resolve));
    await over;
    expect(text(stdout)).toBe('last words\n');
    expect(recorded.exitCode).toBeNull();
    recorded.stdin.end();
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(text(stderr)).toBe('still here');
  });

  test('that the server reads no more', async () => {
    const { child: recorded, stdout } = start(server('deaf'));
    await vi.waitFor(() => expect(text(stdout)).toContain('ready'), PATIENCE);
    const broken = new Promise((resolve) => recorded.stdin.once('error', resolve));
    // Until the pipe that nobody reads is closed on this side, too.
    const writing = setInterval(() => recorded.stdin.write('x'.repeat(1_000)), 20);
    expect(await broken).toMatchObject({ code: expect.stringMatching(/EPIPE|ECONNRESET/) as string });
    clearInterval(writing);
  });

  test('what a client sends while it does not read', async () => {
    const { child: recorded, stdout, stderr, ended } = start(server('flood', String(8 * 1024 * 1024)));
    recorded.stdout.pause();
    recorded.stdin.write('first');
    await vi.waitFor(() => expect(text(stderr)).toContain('read first'), PATIENCE);
    recorded.stdin.write('stop');
    await vi.waitFor(() => expect(text(stderr)).toContain('read stop'), PATIENCE);
    recorded.stdout.resume();
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(Buffer.concat(stdout)).toHaveLength(8 * 1024 * 1024);
  });
});

describe('records', () => {
  const transport = (flags: readonly string[]): StdioClientTransport =>
    new StdioClientTransport({
      command: process.execPath,
      args: [
        ...[CLI_PROGRAM, 'record', '--workspace', join(home, 'work'), '--name', 'shop', '--'],
        ...[process.execPath, join(SERVERS, 'modern-sdk.ts'), ...flags],
      ],
      env: environment(),
      stderr: 'ignore',
    });

  test.each([
    ['modern', { mode: 'auto' }, []],
    ['legacy', { mode: 'legacy' }, ['--legacy']],
  ] as const)('what the official client says in the %s era', async (era, versionNegotiation, flags) => {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation });
    await client.connect(transport(flags));
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toContain('count');
    const counted = await client.callTool(
      { name: 'count', arguments: { to: 3 } },
      { onprogress: () => undefined },
    );
    expect(counted.content).toMatchObject([{ text: 'counted to 3' }]);
    await client.close();
    const rows = await recordedRows();
    expect(rows[0]).toMatchObject({ method: 'process', era, state: 'done' });
    expect(rows[0]?.events).toContain('stderr');
    const call = rows.find(({ method }) => method === 'tools/call');
    expect(call).toMatchObject({ era, state: 'done', link: null });
    expect(call?.events.filter((event) => event === 'notifications/progress')).toHaveLength(3);
    expect(call?.events.at(-1)).toBe('line');
    expect(rows.map(({ method }) => method)).toContain(era === 'modern' ? 'server/discover' : 'initialize');
    // The client asks a first process for its era, and ends it by a signal where it does not end soon enough.
    const cut = rows.filter(({ method, state }) => method !== 'process' && state !== 'done');
    expect(cut).toEqual([]);
  });

  test('a cancelled request as cancelled, with what cancelled it', async () => {
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'legacy' } });
    await client.connect(transport(['--legacy']));
    const stop = new AbortController();
    const waiting = client.callTool({ name: 'wait' }, { signal: stop.signal });
    setTimeout(() => stop.abort(), 200);
    await expect(waiting).rejects.toThrow();
    await client.close();
    const rows = await recordedRows();
    expect(rows.find(({ method }) => method === 'tools/call')).toMatchObject({ state: 'failed' });
    expect(rows.find(({ method }) => method === 'notifications/cancelled')).toMatchObject({ link: 'cancel' });
  });

  test('what is no message, on either side', async () => {
    const { child: recorded, ended } = start(server('echo'));
    recorded.stdin.write('hello\n{"jsonrpc":"2.0","id":1,"method":"ping"}\n');
    recorded.stdin.end();
    await ended;
    const rows = await recordedRows();
    expect(rows.map(({ method, state }) => [method, state])).toEqual([
      ['process', 'done'],
      ['not JSON-RPC', 'done'],
      ['ping', 'failed'],
    ]);
    expect(rows[0]?.events).toEqual(expect.arrayContaining(['stray', 'ping', 'stderr']));
  });

  test('live: a running app shows it as it comes', async () => {
    const folder = join(home, 'work', 'captures');
    await mkdir(folder, { recursive: true });
    const followed: string[] = [];
    app = await openCaptures(folder, { onFollowed: ({ id }) => followed.push(id) });
    const client = new Client({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'legacy' } });
    await client.connect(transport(['--legacy']));
    await vi.waitFor(() => expect(followed).toHaveLength(1), PATIENCE);
    const methods = (): string[] =>
      app?.batches
        .filter(({ captureId }) => captureId === followed[0])
        .flatMap(({ rows }) => rows.map(({ method, state }) => `${method} ${state}`)) ?? [];
    await vi.waitFor(() => expect(methods()).toContain('initialize done'), PATIENCE);
    expect(methods()).toContain('process open');
    await client.listTools();
    await vi.waitFor(() => expect(methods()).toContain('tools/list done'), PATIENCE);
    await client.close();
    await vi.waitFor(() => expect(methods()).toContain('process done'), PATIENCE);
    expect(app.captures.summaries().every(({ lost }) => lost === 0)).toBe(true);
  });

  test('as the instance of the workspace that it is', async () => {
    await mkdir(join(home, 'work'));
    const [command = '', ...args] = server('echo');
    const instances = [{ id: 'my-echo', name: 'My Echo', stdio: { command, args, env: { A: 'b' } } }];
    await writeFile(join(home, 'work', 'workspace.json'), JSON.stringify({ version: 1, instances }));
    const { child: recorded, ended } = start(server('echo'));
    recorded.stdin.end();
    await ended;
    const [file = 'none'] = await captureFiles();
    const db = new DatabaseSync(file, { readOnly: true });
    expect(
      db.prepare('SELECT DISTINCT instance_id AS id, instance_name AS name FROM exchange').all(),
    ).toEqual([expect.objectContaining({ id: 'my-echo', name: 'My Echo' })]);
    db.close();
  });
});

describe('where it cannot record', () => {
  test('the bytes pass all the same, and one sentence says so', async () => {
    await writeFile(join(home, 'work'), 'a file where the folder should be');
    const { child: recorded, stdout, stderr, ended } = start(server('echo'));
    recorded.stdin.end('hello\n');
    expect(await ended).toEqual({ code: 7, signal: null });
    expect(text(stdout)).toBe('hello\n');
    expect(text(stderr)).toMatch(/^(read 6)?hopscope record: Nothing more is recorded: .*\n(read 6)?$/);
  });

  test.skipIf(process.platform === 'win32')(
    'a disk that is full costs no byte and no exit code',
    async () => {
      // No file may become longer than 200 KB: room for an empty capture, not for what passes.
      const full = ['/bin/sh', '-c', 'ulimit -f 400; exec "$@"', 'sh'];
      const { child: recorded, stdout, stderr, ended } = start(server('echo'), ['--workspace', 'work'], full);
      const line = `${JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'x', params: { pad: 'y'.repeat(10_000) } })}\n`;
      for (let count = 0; count < 200; count += 1) recorded.stdin.write(line);
      recorded.stdin.end();
      expect(await ended).toEqual({ code: 7, signal: null });
      expect(text(stdout)).toBe(line.repeat(200));
      expect(text(stderr)).toMatch(/hopscope record: .*\.hopscope/);
    },
  );

  test('--quiet leaves stderr to the server', async () => {
    await writeFile(join(home, 'work'), 'a file where the folder should be');
    const { child: recorded, stderr, ended } = start(server('echo'), ['--workspace', 'work', '--quiet']);
    recorded.stdin.end('hello\n');
    await ended;
    expect(text(stderr)).toBe('read 6');
  });

  test('a command that does not exist is told with what to do', async () => {
    const { stderr, ended } = start(['hopscope-no-such']);
    expect(await ended).toEqual({ code: 3, signal: null });
    expect(text(stderr)).toContain('hopscope record: The program hopscope-no-such is in no folder of PATH');
  });
});
