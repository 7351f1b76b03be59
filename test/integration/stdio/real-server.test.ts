import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StdioCommand } from '../../../shared/model/stdio-command.ts';
import { openStdio } from '../../../engine/transport/stdio/open-stdio.ts';
import { misbehaving, StdioClient } from '../../support/stdio-client.ts';

let directory: string;
let client: StdioClient | undefined;

beforeEach(async () => {
  directory = await realpath(await mkdtemp(join(tmpdir(), 'hopscope-stdio-')));
});

afterEach(async () => {
  const left = await client?.close();
  client = undefined;
  await rm(directory, { recursive: true, force: true });
  expect(left ?? []).toEqual([]);
});

function open(command: Partial<StdioCommand>): StdioClient {
  client = new StdioClient({ command: 'none', args: [], env: {}, ...command });
  return client;
}

test('server-everything: initialize, a list, a call, and an orderly end', async () => {
  const require = createRequire(import.meta.url);
  const script = require.resolve('@modelcontextprotocol/server-everything/dist/index.js');
  const server = open({ command: process.execPath, args: [script, 'stdio'] });
  const initialized = await server.ask(1, 'initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'hopscope-test', version: '0' },
  });
  expect(initialized).toMatchObject({ result: { protocolVersion: '2025-11-25' } });
  await server.send({ method: 'notifications/initialized' });
  const listed = await server.ask(2, 'tools/list');
  expect((listed['result'] as { tools: { name: string }[] }).tools.map(({ name }) => name)).toContain('echo');
  expect(await server.ask(3, 'tools/call', { name: 'echo', arguments: { message: 'é😀' } })).toMatchObject({
    result: { content: [{ type: 'text', text: 'Echo: é😀' }] },
  });
  await server.connection.stop();
  expect(server.strays).toEqual([]);
  expect(server.exits).toMatchObject([{ asked: true }]);
});

test('a server gets the safe part of the environment, its own, and its folder', async () => {
  process.env['HOPSCOPE_TEST_SECRET'] = 'secret';
  try {
    const { command, args } = misbehaving('echo');
    const server = open({ command, args, env: { OWN: 'yes' }, cwd: directory });
    const { result } = await server.ask(1, 'x');
    const { env, cwd } = result as { env: Record<string, string>; cwd: string };
    expect(env).toMatchObject({ OWN: 'yes', PATH: process.env['PATH'] });
    expect(env).not.toHaveProperty('HOPSCOPE_TEST_SECRET');
    expect(cwd).toBe(directory);
  } finally {
    delete process.env['HOPSCOPE_TEST_SECRET'];
  }
});

test('a message with a line break is refused, and nothing of it is written', async () => {
  const server = open(misbehaving('echo'));
  await expect(server.connection.write(Buffer.from('{\n}'))).rejects.toMatchObject({ code: 'BAD_INPUT' });
  expect(await server.ask(1, 'x')).toMatchObject({ result: { got: { id: 1 } } });
});

test('after a stop nothing is written any more', async () => {
  const server = open(misbehaving('echo'));
  const stopped = server.connection.stop();
  await expect(server.send({ method: 'x' })).rejects.toMatchObject({ kind: 'cancelled' });
  await stopped;
  expect(server.messages).toEqual([]);
});

test('what was written just before a stop still arrives', async () => {
  const server = open(misbehaving('echo'));
  const text = 'x'.repeat(1024 * 1024);
  const written = Promise.all([1, 2].map((id) => server.send({ id, method: 'x', params: { text } })));
  await Promise.all([written, server.connection.stop()]);
  expect(server.messages).toMatchObject([{ id: 1 }, { id: 2 }]);
});

test('a batch goes to whoever listens for batches', async () => {
  const batches: unknown[] = [];
  const strays: string[] = [];
  const exited = Promise.withResolvers<undefined>();
  const connection = openStdio(misbehaving('rubbish'), {
    message: (_line, message) => {
      if (message.kind === 'result') void connection.stop();
    },
    batch: (_line, members) => {
      batches.push(members.map(({ message }) => message.kind));
    },
    stray: (line) => strays.push(Buffer.from(line).toString()),
    stderr: () => undefined,
    exit: () => exited.resolve(undefined),
  });
  await connection.write(Buffer.from('{"jsonrpc":"2.0","id":1,"method":"x"}'));
  await exited.promise;
  await connection.stop();
  expect(batches).toEqual([['notification', 'invalid']]);
  expect(strays.filter((text) => text.startsWith('['))).toEqual(['[]']);
});

test.each([
  ['no such program', { command: 'hopscope-no-such-program' }, /is in no folder of PATH \(.+\)\. Install it/],
  ['no such file', { command: './none' }, /^There is no file \.\/none\. Correct/],
  ['a folder', { command: '/' }, /^\/ is a folder\./],
  [
    'no such working folder',
    { command: 'true', cwd: '/none' },
    /^The working folder \/none does not exist\./,
  ],
  ['a NUL in an argument', { command: 'true', args: ['\0'] }, /holds a NUL character/],
  ['an empty command', { command: '' }, /is empty where it may not be/],
  ['too many arguments', { command: 'true', args: ['x'.repeat(4_000_000)] }, /longer than the system allows/],
])('%s: a sentence, after the connection is there', async (_case, command, sentence) => {
  const server = open(command);
  expect(server.exits).toEqual([]);
  const exit = await server.exited;
  expect(exit).toMatchObject({ code: null, signal: null, asked: false });
  expect(exit.problem).toMatch(sentence);
  expect(server.connection.pid).toBeUndefined();
  await expect(server.send({ method: 'x' })).rejects.toMatchObject({ kind: 'cut' });
});

test('a file that is not executable, and one whose interpreter does not exist', async () => {
  const plain = join(directory, 'plain');
  await writeFile(plain, 'echo', { mode: 0o600 });
  expect((await open({ command: plain }).exited).problem).toContain('may not be executed (EACCES). Make it');
  const orphan = join(directory, 'orphan');
  await writeFile(orphan, '#!/none/sh\n', { mode: 0o700 });
  expect((await open({ command: orphan }).exited).problem).toContain(
    'the interpreter that its first line names',
  );
});
