import { afterEach, expect, test, vi } from 'vitest';
import type { StdioCommand } from '../../../shared/model/stdio-command.ts';
import type { StdioOptions } from '../../../engine/transport/stdio/open-stdio.ts';
import { isRunning, misbehaving, runningOfGroup, StdioClient } from '../../support/stdio-client.ts';

const opened: StdioClient[] = [];

afterEach(async () => {
  const left = await Promise.all(opened.splice(0).map((client) => client.close()));
  expect(left.flat()).toEqual([]);
});

function open(command: StdioCommand, options?: StdioOptions): StdioClient {
  const client = new StdioClient(command, options);
  opened.push(client);
  return client;
}

test('one that crashes in the middle of an answer: the part is told, then the exit', async () => {
  const client = open(misbehaving('crash-mid-answer'));
  await client.send({ id: 1, method: 'x' });
  expect(await client.exited).toEqual({ code: 7, signal: null, asked: false });
  expect(client.messages).toEqual([]);
  expect(client.strays).toEqual([
    { text: '{"jsonrpc":"2.0","id":1,"resu', reason: expect.stringContaining('it is not JSON') as string },
  ]);
  expect(client.stderrStart).toBe('about to crash\n');
  await expect(client.send({ id: 2, method: 'x' })).rejects.toMatchObject({
    name: 'TransportFailure',
    kind: 'cut',
  });
});

test('one that floods stderr with 50 MB gets its answer through, and no byte is lost', async () => {
  const client = open(misbehaving('flood-stderr', '50'));
  expect(await client.ask(1, 'x')).toMatchObject({ result: {} });
  await client.connection.stop();
  expect(client.stderrBytes).toBe(50 * 1024 * 1024);
  expect(client.exits).toEqual([{ code: 0, signal: null, asked: true }]);
});

test('one that floods stdout: every message, in order', async () => {
  const client = open(misbehaving('flood-stdout', '50000'));
  await client.ask(1, 'x');
  expect(client.messages.length).toBe(50_001);
  expect(client.messages[49_999]).toEqual({ jsonrpc: '2.0', method: 'n', params: { index: 49_999 } });
});

test('one that writes rubbish to stdout: each line with its reason, and the answer all the same', async () => {
  const client = open(misbehaving('rubbish'));
  await client.ask(1, 'x');
  expect(client.strays).toEqual([
    {
      text: Buffer.from('Server is listening …').toString('latin1'),
      reason: 'it is not JSON: "S" at line 1, column 1 (position 0), where a value should be',
    },
    {
      text: '{"jsonrpc":"2.0","id":1}',
      reason: 'it has no method, result or error',
      json: { jsonrpc: '2.0', id: 1 },
    },
    { text: '[]', reason: 'it is a batch without a message', json: [] },
    { text: '\u00ff\u00fe', reason: 'it is not UTF-8' },
    {
      text: '[{"jsonrpc":"2.0","method":"a"},{"no":"message"}]',
      reason: 'it is a batch, which only revision 2025-03-26 has',
      json: [{ jsonrpc: '2.0', method: 'a' }, { no: 'message' }],
    },
  ]);
  expect(client.lines).toEqual(['{"jsonrpc":"2.0","method":"crlf"}', '{"jsonrpc":"2.0","id":1,"result":{}}']);
});

test('one that never answers ends when its stdin is closed', async () => {
  const client = open(misbehaving('silent'));
  await client.send({ id: 1, method: 'x' });
  await client.connection.stop();
  expect(client.messages).toEqual([]);
  expect(client.exits).toEqual([{ code: 0, signal: null, asked: true }]);
});

test('one that ignores the end of stdin ends by SIGTERM, one that ignores that too by SIGKILL', async () => {
  const quick = { closeGraceMs: 50, termGraceMs: 50 };
  const deafToStdin = open(misbehaving('deaf-to-stdin'), { closeGraceMs: 50 });
  const deaf = open(misbehaving('deaf'), quick);
  await Promise.all([deafToStdin, deaf].map((client) => client.until(({ method }) => method === 'ready')));
  await Promise.all([deafToStdin.connection.stop(), deaf.connection.stop(), deaf.connection.stop()]);
  expect(deafToStdin.exits).toEqual([{ code: null, signal: 'SIGTERM', asked: true, outlived: true }]);
  expect(deaf.exits).toEqual([{ code: null, signal: 'SIGKILL', asked: true, outlived: true }]);
  await deaf.connection.stop();
});

test('one that exits at once, and a stop after that', async () => {
  const client = open(misbehaving('exit-at-once', '9'));
  expect(await client.exited).toEqual({ code: 9, signal: null, asked: false });
  await client.connection.stop();
  expect(client.exits).toEqual([{ code: 9, signal: null, asked: false }]);
});

test('a line longer than the limit is cut and told as stray; the next message is unharmed', async () => {
  const client = open(misbehaving('huge-line', '8'), { maxLineBytes: 1024 * 1024 });
  await client.ask(1, 'x');
  expect(client.strays).toEqual([
    {
      text: '{"jsonrpc":"2.0","method":"'.padEnd(64 * 1024, 'y'),
      reason: 'it is longer than the limit of 1,048,576 bytes, and the rest of it was passed over',
    },
  ]);
});

test('a huge line within the limit is one message', async () => {
  const client = open(misbehaving('huge-line', '50'));
  await client.ask(1, 'x');
  expect(client.strays).toEqual([]);
  expect(client.lines[0]?.length).toBe('{"jsonrpc":"2.0","method":""}'.length + 50 * 1024 * 1024);
});

test('characters may be split over reads', async () => {
  const client = open(misbehaving('split-utf8'));
  expect(await client.ask(1, 'x')).toMatchObject({ result: { text: 'é€😀' } });
});

test('a last line without its line end is judged, too', async () => {
  const client = open(misbehaving('no-last-newline'));
  await client.exited;
  expect(client.messages).toEqual([{ jsonrpc: '2.0', method: 'last' }]);
});

test('one that closes stdout and stays is of no use, and is ended', async () => {
  const client = open(misbehaving('close-stdout'), { closeGraceMs: 50, termGraceMs: 50 });
  expect(await client.exited).toEqual({
    code: null,
    signal: 'SIGKILL',
    problem: 'The server closed its standard output but did not end, so it was ended. Restart it.',
    asked: false,
  });
});

test.each(['quiet', 'loud'])('what it started itself ends with it (%s)', async (kind) => {
  const client = open(misbehaving('grandchild', kind));
  const { params } = await client.until(({ method }) => method === 'grandchild');
  const { pid } = params as { pid: number };
  expect(runningOfGroup(client.connection.pid ?? 0)).toEqual(
    expect.arrayContaining([client.connection.pid, pid]),
  );
  await client.connection.stop();
  expect(isRunning(pid)).toBe(false);
  expect(client.exits).toEqual([{ code: 0, signal: null, asked: true }]);
});

test('what it started itself ends when it crashes, even while that holds the pipes', async () => {
  const client = open(misbehaving('grandchild', 'loud'));
  const { params } = await client.until(({ method }) => method === 'grandchild');
  await client.send({ id: 1, method: 'x' });
  expect(await client.exited).toEqual({ code: 3, signal: null, asked: false });
  expect(isRunning((params as { pid: number }).pid)).toBe(false);
});

test('a daemon that holds the pipes does not hold up the exit', async () => {
  const client = open(misbehaving('grandchild', 'escaped'));
  const { params } = await client.until(({ method }) => method === 'grandchild');
  const { pid } = params as { pid: number };
  try {
    await client.connection.stop();
    expect(client.exits).toEqual([{ code: 0, signal: null, asked: true }]);
  } finally {
    process.kill(pid, 'SIGKILL');
  }
  await vi.waitFor(() => expect(isRunning(pid)).toBe(false), 20_000);
});

test('one that does not read: writes fail after a while, and too much of them at once; later it gets whole lines', async () => {
  const client = open(misbehaving('not-reading'), { stalledWriteMs: 300, maxQueuedBytes: 4 * 1024 * 1024 });
  await client.until(({ method }) => method === 'ready');
  const text = 'z'.repeat(3 * 1024 * 1024);
  const begun = client.send({ id: 1, method: 'x', params: { text } });
  const queued = client.send({ id: 2, method: 'x' });
  await expect(client.send({ id: 3, method: 'x', params: { text } })).rejects.toMatchObject({
    kind: 'too-large',
  });
  await expect(begun).rejects.toMatchObject({ name: 'TransportFailure', kind: 'timeout' });
  await expect(queued).rejects.toMatchObject({ kind: 'timeout' });
  // Behind the one that is half in the pipe, another waits as long as it may, too.
  await expect(client.send({ id: 4, method: 'x' })).rejects.toMatchObject({ kind: 'timeout' });
  process.kill(client.connection.pid ?? 0, 'SIGUSR2');
  await client.until(({ id }) => id === 1);
  await client.ask(5, 'x');
  expect(client.messages.slice(1)).toEqual([1, 5].map((id) => ({ jsonrpc: '2.0', id, result: {} })));
});

test('one that does not read can be stopped', async () => {
  const client = open(misbehaving('not-reading'), { closeGraceMs: 50 });
  await client.until(({ method }) => method === 'ready');
  const begun = client.send({ id: 1, method: 'x', params: { text: 'z'.repeat(3 * 1024 * 1024) } });
  await Promise.all([expect(begun).rejects.toMatchObject({ kind: 'cancelled' }), client.connection.stop()]);
  expect(client.exits).toEqual([{ code: null, signal: 'SIGTERM', asked: true }]);
  expect(runningOfGroup(client.connection.pid ?? 0)).toEqual([]);
});
