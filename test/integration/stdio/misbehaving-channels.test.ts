import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Era, Instance } from '../../../shared/model/instance.ts';
import { misbehaving } from '../../support/stdio-client.ts';
import { StdioEngine } from '../../support/stdio-engine.ts';

// What the transport does with such servers is in misbehaving-servers.test.ts; here is what a person sees of it.

let engine: StdioEngine;

beforeEach(async () => {
  engine = await StdioEngine.open();
});

afterEach(async () => {
  await engine.close();
});

function add(way: string, option = '', era: Era = 'modern'): Promise<Instance> {
  return engine.add(misbehaving(way, option), era);
}

function processRows(): Promise<number[]> {
  return engine
    .rows()
    .then((rows) => rows.filter(({ method }) => method === 'process').map((row) => row.number));
}

test('one that crashes: what was on its way is lost, with the reason; the next request starts it anew', async () => {
  const server = await add('crash-mid-answer');
  const [first, second] = await Promise.all([engine.send(server, 'a'), engine.send(server, 'b')]);
  for (const { failure } of [first, second]) {
    expect(failure).toMatchObject({
      kind: 'lost',
      message: expect.stringMatching(/ended with exit code 7\. Last on stderr: about to crash\./) as string,
    });
  }
  const process = await engine.detail(engine.processOf(first));
  expect(process.failure).toMatchObject({ kind: 'cut' });
  expect((await engine.events(process.ref)).map(({ kind, preview }) => [kind, preview])).toEqual(
    expect.arrayContaining([
      ['stderr', 'about to crash'],
      ['stray', '{"jsonrpc":"2.0","id":1,"resu'],
    ]),
  );
  expect(engine.connections.at(-1)).toMatchObject({
    state: 'lost',
    shownBy: process.ref,
    problem: expect.stringContaining('exit code 7') as string,
    stderrTail: 'about to crash\n',
  });
  // Nothing starts it but a request.
  expect(await processRows()).toEqual([process.ref.number]);
  const again = await engine.send(server, 'c');
  expect(again.failure).toMatchObject({ kind: 'lost' });
  expect(await processRows()).toEqual([process.ref.number, engine.processOf(again).number]);
});

test('one that floods stderr: the answer comes, memory is bounded, and what is not kept is told', async () => {
  const server = await add('flood-stderr', '80');
  const { row, channel, ref } = await engine.send(server, 'x');
  expect(row).toMatchObject({ state: 'done', resultType: 'complete' });
  await engine.invoke('instance.disconnect', { id: server.id });
  const process = await engine.detail({ ...ref, number: channel ?? 0 });
  expect(process.response?.body.bytes).toBeLessThanOrEqual(64 * 1024 * 1024);
  expect(process.response?.body.bytes).toBeGreaterThan(60 * 1024 * 1024);
  const dropped = 80 * 1024 * 1024 - (process.response?.body.bytes ?? 0);
  expect(process.findings).toMatchObject([
    {
      rule: 'stdio.output-not-kept',
      severity: 'note',
      message: expect.stringContaining(`${String(dropped)} bytes that followed are not kept`) as string,
    },
  ]);
  const [event] = await engine.events(process.ref);
  expect(event).toMatchObject({ kind: 'stderr' });
});

test('one that floods stdout: each message in the row of the process, and the answer in its own', async () => {
  const server = await add('flood-stdout', '20000');
  const answered = await engine.send(server, 'x');
  expect(answered.row).toMatchObject({ state: 'done', eventCount: 1 });
  const process = await engine.detail(engine.processOf(answered));
  expect(process.row).toMatchObject({ eventCount: 20_000, state: 'open' });
  expect(process.findings).toBeUndefined();
});

test('one that writes rubbish to stdout: a finding a line, with its bytes, and the answer all the same', async () => {
  const server = await add('rubbish');
  const answered = await engine.send(server, 'x', {}, { requestId: 'mine' });
  expect(answered.row).toMatchObject({ state: 'done', eventCount: 1 });
  const process = await engine.detail(engine.processOf(answered));
  expect(process.row.findings).toMatchObject({ count: 5, worst: 'error' });
  expect(process.findings?.[0]).toEqual({
    rule: 'stdio.stray-output',
    severity: 'error',
    side: 'server',
    message: expect.stringMatching(
      /no MCP message: it is not JSON: "S" at line 1, column 1.*Logs belong on stderr/,
    ) as string,
    pointer: 'event:0',
    link: expect.stringMatching(/^https:\/\/modelcontextprotocol\.io\//) as string,
  });
  const events = await engine.events(process.ref);
  expect(events.map(({ kind }) => kind)).toEqual(['stray', 'stray', 'stray', 'stray', 'stray', 'line']);
  const { base64 } = await engine.invoke('exchange.bytes', {
    ...process.ref,
    side: 'body',
    offset: events[3]?.offset ?? 0,
    limit: events[3]?.length ?? 0,
  });
  expect(Buffer.from(base64, 'base64')).toEqual(Buffer.of(0xff, 0xfe, 0x0a));
});

test('a broken answer is shown where it was waited for', async () => {
  const server = await add('rubbish');
  const broken = await engine.send(server, 'x', {}, { requestId: 1 });
  expect(broken.failure).toMatchObject({
    kind: 'malformed',
    message: expect.stringContaining('no JSON-RPC message: it has no method, result or error') as string,
  });
  const process = engine.processOf(broken);
  await engine.untilEvent(process, ({ message }) => message === 'result');
  // The proper one comes too late for it.
  expect((await engine.detail(process)).findings?.map(({ rule }) => rule)).toContain('response.id-mismatch');
});

test('one line longer than all limits is cut, told, and passed over', async () => {
  const server = await add('huge-line', '70');
  const answered = await engine.send(server, 'x');
  expect(answered.row).toMatchObject({ state: 'done', eventCount: 1 });
  const process = await engine.detail(engine.processOf(answered));
  expect(process.findings).toMatchObject([
    { rule: 'stdio.stray-output', message: expect.stringContaining('longer than the limit') as string },
  ]);
  expect(process.response?.body.bytes).toBe(64 * 1024 + 1);
});

test.each([
  ['modern', 'x'],
  ['legacy', 'initialize'],
] as const)(
  'one that never answers (%s): the request times out, and the server is told',
  async (era, method) => {
    const server = await add('silent', '', era);
    const late = await engine.send(server, 'x', {}, { timeoutMs: 300 });
    expect(late).toMatchObject({ row: { method }, failure: { kind: 'timeout' } });
    const links = (await engine.rows()).flatMap(({ link }) => link ?? []);
    // An initialize may not be cancelled, and with it fails the session.
    expect(links).toEqual(
      era === 'modern' ? [{ kind: 'cancel', to: late.ref.number }] : [{ kind: 'handshake', to: 1 }],
    );
  },
);

test('one that closes stdout and lives on: its requests end at once, and the next one gets another process', async () => {
  const server = await add('close-stdout');
  const cut = await engine.send(server, 'x');
  expect(cut.failure).toMatchObject({
    kind: 'cut',
    message: expect.stringContaining('closed its standard output') as string,
  });
  const again = await engine.send(server, 'x');
  expect(engine.processOf(again)).not.toEqual(engine.processOf(cut));
  expect((await engine.detail(engine.processOf(cut))).row).toMatchObject({ state: 'failed' });
});

test('one that closes its stdin: what comes next is cut, and says so', async () => {
  const server = await add('close-stdin');
  expect((await engine.send(server, 'x')).row.state).toBe('done');
  const cut = await engine.send(server, 'x');
  expect(cut.failure).toMatchObject({
    kind: 'cut',
    message: expect.stringContaining('closed its standard input') as string,
  });
  expect(cut.row.requestBytes).toBe(0);
});

test.each([
  ['modern', 'x'],
  ['legacy', 'initialize'],
] as const)('one that exits at once (%s): the reason is in the row that waited', async (era, method) => {
  const server = await add('exit-at-once', '9', era);
  const lost = await engine.send(server, 'x');
  expect(lost).toMatchObject({
    row: { method },
    failure: {
      kind: 'lost',
      message: expect.stringContaining('exit code 9. It wrote nothing to stderr') as string,
    },
  });
});

test.each([
  ['no such program', { command: 'hopscope-no-such-program' }, /is in no folder of PATH/],
  [
    'no such working folder',
    { command: process.execPath, cwd: '/none' },
    /working folder \/none does not exist/,
  ],
  ['a folder', { command: '/' }, /is a folder/],
])('%s: the row of the process shows why it could not start', async (_case, command, sentence) => {
  for (const era of ['modern', 'legacy'] as const) {
    const server = await engine.add({ args: [], env: {}, ...command }, era);
    const failed = await engine.send(server, 'x');
    expect(failed).toMatchObject({
      row: { method: 'process', state: 'failed' },
      failure: { kind: 'unreachable' },
    });
    expect(failed.failure?.message).toMatch(sentence);
    expect(failed.failure?.message).not.toContain('stderr');
    expect(engine.connections.at(-1)).toMatchObject({
      state: 'lost',
      problem: expect.stringMatching(sentence) as string,
    });
  }
});

test('characters may be split over reads', async () => {
  const server = await add('split-utf8');
  expect(engine.messages(await engine.send(server, 'x'))).toMatchObject([{ result: { text: 'é€😀' } }]);
});

test('a last message without its line end is read before the exit is told', async () => {
  const server = await add('no-last-newline');
  const lost = await engine.send(server, 'x');
  await engine.untilEvent(engine.processOf(lost), ({ method }) => method === 'last');
});

test('the end of the engine ends servers that ignore all but SIGKILL, with what they started', async () => {
  const servers = await Promise.all([add('deaf'), add('grandchild', 'loud')]);
  const refs = await Promise.all(servers.map((server) => engine.begin(server, 'server/discover')));
  const [deaf, parent] = await Promise.all(
    refs.map(async (ref) => engine.processOf(await engine.detail(ref))),
  );
  if (!deaf || !parent) throw new Error('they were not started');
  await engine.untilEvent(deaf, ({ method }) => method === 'ready');
  await engine.untilEvent(parent, ({ method }) => method === 'grandchild');
  // `close` looks for what is left of them.
});

test('one that goes on after its input has ended: a finding that says how it was ended', async () => {
  const server = await add('outlives');
  const { ref, channel } = await engine.send(server, 'x');
  await engine.invoke('instance.disconnect', { id: server.id });
  const process = await engine.detail({ ...ref, number: channel ?? 0 });
  expect(process.row.state).toBe('done');
  expect(process.findings).toMatchObject([
    {
      rule: 'stdio.outlives-stdin',
      severity: 'warning',
      side: 'server',
      message: expect.stringContaining('was ended by SIGTERM') as string,
    },
  ]);
});
