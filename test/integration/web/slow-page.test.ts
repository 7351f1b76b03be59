import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWebBridge } from '../../../renderer/bridge/web-bridge.ts';
import type { RowBatch } from '../../../shared/model/capture.ts';
import { makeRow } from '../../support/fake-engine.ts';
import { connectSocket, startTestHost, type TestHost } from '../../support/web-host.ts';
import { pageSockets } from '../../support/ws-page.ts';

const BATCHES = 300;
const ROWS_A_BATCH = 50;
const TOTAL = BATCHES * ROWS_A_BATCH;
/** Makes a batch 100 kB: 30 MB in sum, far more than the kernel keeps for a connection. */
const LONG_NAME = 'x'.repeat(2_000);

let test: TestHost;
let token: string;
beforeEach(async () => {
  test = await startTestHost({ feedLimits: { highBytes: 256 * 1024, lowBytes: 32 * 1024 } });
  token = await test.openSession();
});
afterEach(() => test.close());

const batch = (first: number): RowBatch => ({
  captureId: 'c',
  rows: Array.from({ length: ROWS_A_BATCH }, (_, index) => makeRow(first + index, { name: LONG_NAME })),
});

/** Emits everything while the sockets get their turns in between. */
async function emitAll(): Promise<void> {
  for (let index = 0; index < BATCHES; index += 1) {
    test.engine.emit({ event: 'rows', payload: batch(1 + index * ROWS_A_BATCH) });
    await setImmediate();
  }
}

describe('a page that does not read', () => {
  it('gets a part of the rows, and the range of the others when it reads again', async () => {
    const page = await connectSocket(test.origin, token);
    page.socket.pause();
    await emitAll();
    page.socket.resume();
    const resync = await page.waitFor((message) => 'resync' in message);
    const got = page.received.flatMap((message) =>
      'event' in message && message.event === 'rows' ? message.payload.rows.map((row) => row.number) : [],
    );
    if (!('resync' in resync)) throw new Error('no resync');
    const [gap] = resync.resync;
    if (!gap) throw new Error('no gap');
    expect(got.length).toBeLessThan(TOTAL);
    expect(gap).toEqual({ captureId: 'c', from: got.length + 1, to: TOTAL });
  });

  it('is not listened to either, until it takes its answers', async () => {
    const answer = { ok: true, value: 'y'.repeat(1024 * 1024) } as const;
    test.engine.answer('app.info', () => answer);
    const page = await connectSocket(test.origin, token);
    page.socket.pause();
    // 100 MB of answers are asked for; a host that reads on would hold most of them.
    for (let id = 1; id <= 100; id += 1)
      page.send({ id, command: 'app.info', input: null, pad: 'z'.repeat(100_000) });
    for (let turn = 0; turn < 500; turn += 1) await setImmediate();
    expect(test.engine.calls.length).toBeLessThan(60);
    page.socket.resume();
    await page.waitFor((message) => 'id' in message && message.id === 100);
    expect(test.engine.calls).toHaveLength(100);
  });

  it('is cut when it answers no ping', async () => {
    const strict = await startTestHost({ pingIntervalMs: 20 });
    const page = await connectSocket(strict.origin, await strict.openSession(), { autoPong: false });
    expect(await page.closed).toBe(1006);
    await strict.close();
  });

  it('stays connected as long as it answers pings', async () => {
    const strict = await startTestHost({ pingIntervalMs: 20 });
    const page = await connectSocket(strict.origin, await strict.openSession());
    for (let count = 0; count < 5; count += 1) {
      await new Promise((resolve) => page.socket.once('ping', resolve));
    }
    page.send({ id: 1, command: 'demo.stop', input: null });
    const answer = await page.waitFor((message) => 'id' in message && message.id === 1);
    expect(answer).toEqual({ id: 1, result: { ok: true, value: null } });
    expect(page.socket.readyState).toBe(page.socket.OPEN);
    await strict.close();
    // By the end of the host, not because a ping was missed.
    expect(await page.closed).toBe(1001);
  });
});

describe('the bridge of a slow page', () => {
  it('shows every row in the end, by asking for those that were dropped', async () => {
    test.engine.answer('capture.rows', ({ after, limit }: { after: number; limit: number }) => {
      const last = Math.min(TOTAL, after + limit);
      const rows = Array.from({ length: last - after }, (_, index) => makeRow(after + 1 + index));
      return { ok: true, value: { rows, total: TOTAL } };
    });
    const page = pageSockets(test.origin);
    const bridge = createWebBridge({
      url: `${test.origin.replace('http', 'ws')}/bridge`,
      token,
      openSocket: page.open,
      checkSession: () => Promise.resolve('valid'),
      onSessionEnd: () => undefined,
    });
    const seen = new Set<number>();
    let largest = 0;
    const complete = new Promise<void>((resolve) => {
      bridge.on('rows', ({ rows }) => {
        for (const row of rows) seen.add(row.number);
        largest = Math.max(largest, rows.length);
        if (seen.size === TOTAL) resolve();
      });
    });
    await bridge.invoke('demo.stop', null);
    page.sockets[0]?.pause();
    await emitAll();
    page.sockets[0]?.resume();
    await complete;
    expect(largest).toBeLessThanOrEqual(500);
    expect(test.engine.calls.filter(({ command }) => command === 'capture.rows').length).toBeGreaterThan(0);
    bridge.close();
  });
});
