import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CURRENT_FORMAT } from '../../../engine/capture/format.ts';
import { exchangeStart, requestHeadBytes } from '../../support/capture-samples.ts';
import {
  makeFolder,
  openCaptures,
  removeFolder,
  type CapturesUnderTest,
} from '../../support/open-captures.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/captures');

let folder: string;
let under: CapturesUnderTest;

beforeEach(async () => {
  folder = makeFolder();
  under = await openCaptures(join(folder, 'mine'));
});
afterEach(async () => {
  await under.captures.close();
  removeFolder(folder);
});

it('has a file of every version', () => {
  const versions = Array.from(
    { length: CURRENT_FORMAT.version },
    (_, index) => `v${String(index + 1)}.hopscope`,
  );
  expect(readdirSync(FIXTURES).filter((name) => name.endsWith('.hopscope'))).toEqual([
    'from-the-future.hopscope',
    ...versions,
  ]);
});

it('opens the file of version 1 with all that is in it', async () => {
  const { captures } = under;
  const path = join(folder, 'v1.hopscope');
  copyFileSync(join(FIXTURES, 'v1.hopscope'), path);
  const { id: captureId, exchanges } = await captures.open(path);
  expect(exchanges).toBe(5);
  const { rows } = await captures.rows(captureId, 0, 10);
  expect(
    rows.map(({ state, status, eventCount, failureKind }) => [state, status, eventCount, failureKind]),
  ).toEqual([
    ['done', 200, 1, undefined],
    ['done', 200, 3, undefined],
    ['done', 200, 1, undefined],
    ['failed', undefined, 0, 'refused'],
    ['failed', undefined, 0, 'lost'],
  ]);
  const details = await Promise.all(rows.map(({ number }) => captures.detail({ captureId, number }, 10_000)));
  for (const { request, draft, routing } of details) {
    expect(request.headers).toContainEqual(['Mcp-Name', 'whoami']);
    expect(draft?.params).toEqual({ name: 'whoami', arguments: {} });
    expect(routing).toHaveLength(1);
  }
  expect(details.map(({ response }) => response?.body.text?.slice(0, 32))).toEqual([
    '{"jsonrpc":"2.0","id":1,"result"',
    'data: {"jsonrpc":"2.0","method":',
    '{"jsonrpc":"2.0","id":3,"result"',
    undefined,
    undefined,
  ]);
  expect(details[2]?.response?.body.decodedFrom).toBe('gzip');
  expect(details[3]?.failure).toMatchObject({ kind: 'refused', code: 'ECONNREFUSED' });
  expect(details[4]?.failure?.kind).toBe('lost');
  const ref = { captureId, number: 2 };
  const { events } = await captures.events(ref, 0, 10);
  expect(events.map(({ message }) => message)).toEqual(['notification', 'notification', 'result']);
  const body = Buffer.from(await captures.body(ref, 'body'));
  expect(
    events.map(({ offset, length }) => body.toString('utf8', offset, offset + length).slice(0, 5)),
  ).toEqual(['data:', 'data:', 'data:']);
  const wire = Buffer.from(await captures.body(ref, 'response')).toString();
  expect(wire.startsWith('HTTP/1.1 200 OK\r\n')).toBe(true);
  expect(wire.endsWith('0\r\n\r\n')).toBe(true);
  // Opening has not changed it.
  if (CURRENT_FORMAT.version === 1) {
    expect(readFileSync(path).equals(readFileSync(join(FIXTURES, 'v1.hopscope')))).toBe(true);
  }
});

it('opens the file of version 2 with its links, findings and what a process wrote', async () => {
  const { captures } = under;
  const path = join(folder, 'v2.hopscope');
  copyFileSync(join(FIXTURES, 'v2.hopscope'), path);
  const { id: captureId } = await captures.open(path);
  const { rows } = await captures.rows(captureId, 0, 10);
  expect(rows.map(({ transport, link }) => [transport, link?.kind])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    [undefined, undefined],
    [undefined, undefined],
    ['stdio', 'round'],
    ['stdio', undefined],
    [undefined, undefined],
  ]);
  expect(rows[4]).toMatchObject({
    link: { kind: 'round', to: 1, round: 2 },
    findings: { count: 1, worst: 'warning' },
    resultType: 'complete',
  });
  expect(rows[4]?.status).toBeUndefined();
  const round = await captures.detail({ captureId, number: 5 }, 10_000);
  expect(round.channel).toBe(6);
  expect(round.findings).toEqual([
    { rule: 'sample.rule', severity: 'warning', side: 'server', message: 'A sample.', pointer: '/id' },
  ]);
  const { events } = await captures.events({ captureId, number: 6 }, 0, 10);
  expect(events.map(({ kind, message, preview }) => [kind, message, preview])).toEqual([
    ['stderr', undefined, 'listening'],
    ['stray', 'invalid', 'hello'],
  ]);
});

it('opens the file of version 3 with what a gateway knew', async () => {
  const { captures } = under;
  const path = join(folder, 'v3.hopscope');
  copyFileSync(join(FIXTURES, 'v3.hopscope'), path);
  const { id: captureId } = await captures.open(path);
  const { rows } = await captures.rows(captureId, 0, 10);
  expect(rows.map(({ gateway }) => gateway)).toEqual([
    ...Array.from({ length: 6 }, () => undefined),
    { id: 'front', rule: 'r-1', faults: ['delay'] },
    undefined,
  ]);
  const { gateway } = await captures.detail({ captureId, number: 7 }, 10_000);
  expect(gateway).toMatchObject({
    gatewayName: 'Front',
    trace: {
      chosen: 'alpha',
      tried: [{ rule: 'calls', matched: true }],
      contradiction: 'Balancers read one thing, the body has another.',
    },
    faults: [{ faultId: 'f-1', kind: 'delay' }],
    client: { end: 'complete', answer: { status: 200 }, request: { headers: [['Host', '127.0.0.1:47300']] } },
    explanation: 'A sample.',
  });
  expect(gateway).not.toHaveProperty('contradiction');
});

it('opens the file of version 4 with what an import lacked', async () => {
  const { captures } = under;
  const path = join(folder, 'v4.hopscope');
  copyFileSync(join(FIXTURES, 'v4.hopscope'), path);
  const { id: captureId } = await captures.open(path);
  const { rows } = await captures.rows(captureId, 0, 10);
  expect(rows).toHaveLength(9);
  expect(rows[6]?.gateway?.id).toBe('front');
  expect(rows[7]).toMatchObject({ origin: 'import', missing: ['response-body', 'timing'], redacted: 1 });
  expect(rows.filter(({ missing, redacted }) => missing ?? redacted)).toHaveLength(1);
});

it('opens the file of version 5 with what its exchanges have alike', async () => {
  const { captures } = under;
  const path = join(folder, 'v5.hopscope');
  copyFileSync(join(FIXTURES, 'v5.hopscope'), path);
  const { id: captureId } = await captures.open(path);
  const { rows } = await captures.rows(captureId, 0, 20);
  expect(rows).toHaveLength(12);
  const details = await Promise.all(
    [9, 10, 11].map((number) => captures.detail({ captureId, number }, 10_000)),
  );
  const [first] = details;
  const { url, headers, body, routing, origins, draft } = exchangeStart({ id: 1 });
  details.forEach((detail, index) => {
    expect(detail).toMatchObject({ url, request: { headers }, routing, origins, draft });
    expect(detail.request.body).toEqual({ text: body.toString(), bytes: body.length, truncated: false });
    expect(detail.gateway?.client?.endMs).toBe(9 + index);
    expect(detail.gateway?.client?.request).toEqual(first?.gateway?.client?.request);
    expect(detail.response).toEqual(first?.response);
  });
  expect(first?.response?.headers).toEqual([['Content-Type', 'application/json']]);
  expect(first?.gateway?.client?.request.headers).toEqual([['Host', '127.0.0.1:47300']]);
  expect(under.notes).toEqual([]);
});

it('stores once what exchanges have alike, and the body of a request', () => {
  const db = new DatabaseSync(join(FIXTURES, 'v5.hopscope'), { readOnly: true });
  try {
    const stored = db.prepare('SELECT * FROM request JOIN answer USING (exchange) WHERE exchange = 11').get();
    expect(stored).toMatchObject({
      body: new Uint8Array(),
      body_at: requestHeadBytes(exchangeStart({ id: 1 })).length,
      head: expect.not.stringContaining('"headers"') as string,
      ending: expect.not.stringContaining('"request"') as string,
    });
    for (const column of ['head_piece', 'draft_piece', 'ending_piece'])
      expect(stored?.[column]).toBeTypeOf('number');
  } finally {
    db.close();
  }
});

it.each([1, 2, 3, 4])(
  'tells that it has lifted a file of version %i, and where that is kept',
  async (version) => {
    const path = join(folder, 'old.hopscope');
    const before = readFileSync(join(FIXTURES, `v${String(version)}.hopscope`));
    writeFileSync(path, before);
    await under.captures.open(path);
    expect(under.notes).toEqual([
      `old.hopscope was of format version ${String(version)} and is of today's now. As it was, it stays beside it: old.hopscope.v${String(version)}-backup.`,
    ]);
    // What is kept is a file of that version, which a Hopscope of its time opens.
    const kept = readFileSync(`${path}.v${String(version)}-backup`);
    expect(kept.readUInt32BE(60)).toBe(version);
    expect(readFileSync(path).readUInt32BE(60)).toBe(CURRENT_FORMAT.version);
  },
);

it('refuses the file from the future with a sentence, and leaves it as it is', async () => {
  const path = join(folder, 'later.hopscope');
  copyFileSync(join(FIXTURES, 'from-the-future.hopscope'), path);
  await expect(under.captures.open(path)).rejects.toMatchObject({
    code: 'UNREADABLE',
    message: `later.hopscope has format version 1000; this Hopscope reads up to version ${String(CURRENT_FORMAT.version)}. Open it with a newer Hopscope.`,
  });
  expect(readFileSync(path).equals(readFileSync(join(FIXTURES, 'from-the-future.hopscope')))).toBe(true);
  expect(readdirSync(folder).filter((name) => name.startsWith('later'))).toEqual(['later.hopscope']);
});
