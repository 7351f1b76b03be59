import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../shared/model/exchange.ts';
import { headerValue } from '../../../shared/model/headers.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { ReplayWish } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { EVERYTHING_STDIO, startEverything } from '../../support/real-servers/child-servers.ts';
import type { HttpServerUnderTest } from '../../support/real-servers/http-listener.ts';
import { MODERN_SDK } from '../../support/stdio-engine.ts';
import { replay, wishFor } from '../../support/replay/replay-through-bridge.ts';
import { addInstance, ask, draftOf, rowsOf, sendAndRead } from '../servers/ask-through-bridge.ts';

let opened: ContractEngine;
beforeAll(async () => {
  opened = await openContractEngine();
});
afterAll(() => opened.close());

/** Sends these in turn, and leaves them in a recording of their own. */
async function record(id: string, requests: readonly (readonly [string, JsonObject])[]): Promise<string> {
  const { engine } = opened;
  const { id: captureId, path } = await ask(engine, 'capture.new', {});
  for (const [method, params] of requests) {
    expect((await sendAndRead(engine, id, draftOf(method, params))).row.state).toBe('done');
  }
  await ask(engine, 'instance.disconnect', { id });
  await ask(engine, 'capture.new', {});
  await ask(engine, 'capture.close', { captureId }).catch(() => undefined);
  return (await ask(engine, 'capture.open', { path })).id;
}

/** Rows that the last replay sent, from its handshake on. */
async function sentLast(): Promise<readonly Row[]> {
  const rows = (await rowsOf(opened.engine)).filter(({ origin }) => origin === 'replay');
  return rows.slice(rows.findLastIndex(({ method }) => method === 'initialize'));
}

describe('server-everything in two copies, with sessions', () => {
  let servers: HttpServerUnderTest[];
  let ids: string[];
  let captureId: string;
  beforeAll(async () => {
    servers = await Promise.all([startEverything('streamableHttp'), startEverything('streamableHttp')]);
    ids = [];
    for (const [index, { url }] of servers.entries()) {
      ids.push((await addInstance(opened.engine, `copy-${String(index + 1)}`, url)).id);
    }
    captureId = await record(ids[0] ?? '', [
      ['tools/list', {}],
      ['tools/call', { name: 'echo', arguments: { message: 'hop' } }],
      ['prompts/list', {}],
      ['tools/call', { name: 'get-sum', arguments: { a: 2, b: 3 } }],
    ]);
  }, 60_000);
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.stop()));
  });

  const made = (change: Partial<ReplayWish>): Promise<ReplayState> =>
    replay(opened.engine, wishFor(captureId, ids, { pace: { kind: 'asap', lanes: 1 }, ...change }));

  it('opens a session of its own, carries its id, and ends it', async () => {
    const state = await made({ schedules: [{ name: 'pinned' }] });
    expect(state).toMatchObject({ state: 'done', runs: [{ counts: { answered: 4, failed: 0 } }] });
    const rows = await sentLast();
    expect(rows.map(({ method }) => method)).toEqual([
      ...[
        'initialize',
        'notifications/initialized',
        'tools/list',
        'tools/call',
        'prompts/list',
        'tools/call',
      ],
      'DELETE /mcp',
    ]);
    const sessions = new Set<string | undefined>();
    for (const { number } of rows.slice(1)) {
      const captured = state.recorded?.captureId ?? '';
      const detail = await ask(opened.engine, 'exchange.get', { captureId: captured, number, bodyLimit: 0 });
      sessions.add(headerValue(detail.request.headers, 'mcp-session-id'));
    }
    expect(sessions.size).toBe(1);
    expect([...sessions][0]).toMatch(/./);
    const changed = { id: state.id, from: 0, limit: 10, class: 'changed' } as const;
    expect((await ask(opened.engine, 'replay.matrix', changed)).rows).toEqual([]);
  });

  it('shows that the other copy does not know the session, as behind a balancer', async () => {
    const state = await made({ schedules: [{ name: 'round-robin' }] });
    const { rows } = await ask(opened.engine, 'replay.matrix', { id: state.id, from: 0, limit: 10 });
    const step = await ask(opened.engine, 'replay.step', { id: state.id, number: rows[1]?.number ?? 0 });
    expect(step.answers).toMatchObject([{ instanceId: ids[1], state: 'answered' }]);
    expect(step.answers[0]?.differences.map(({ pointer }) => pointer)).toContain('/status');
  });

  it('stays with the copy that opened the session where the schedule says so', async () => {
    const state = await made({ schedules: [{ name: 'legacy-sticky' }] });
    expect(state).toMatchObject({ state: 'done', runs: [{ counts: { answered: 4 } }] });
    const rows = (await sentLast()).filter(({ method }) => method.startsWith('tools/'));
    expect(new Set(rows.map(({ instanceId }) => instanceId)).size).toBe(1);
    const changed = { id: state.id, from: 0, limit: 10, class: 'changed' } as const;
    expect((await ask(opened.engine, 'replay.matrix', changed)).rows).toEqual([]);
  });
});

describe('servers that are commands', () => {
  it.each([
    ['modern', MODERN_SDK, 'echo', { text: 'hop' }],
    ['legacy', EVERYTHING_STDIO, 'echo', { message: 'hop' }],
  ] as const)(
    'are sent to through their processes: %s',
    async (name, command, tool, args) => {
      const { engine } = opened;
      const first = await addInstance(engine, `${name}-1`, command);
      const second = await addInstance(engine, `${name}-2`, command);
      const captureId = await record(first.id, [
        ['tools/list', {}],
        ['tools/call', { name: tool, arguments: args }],
      ]);
      const state = await replay(
        engine,
        wishFor(captureId, [first.id, second.id], {
          schedules: [{ name: 'fan-out' }, { name: 'round-robin' }],
        }),
      );
      expect(state).toMatchObject({
        state: 'done',
        runs: [{ counts: { failed: 0 } }, { counts: { answered: 2 } }],
      });
      const { rows } = await ask(engine, 'replay.matrix', { id: state.id, from: 0, limit: 10 });
      for (const row of rows) {
        expect(row.cells.reduce((sum, cell) => sum + cell.answered, 0)).toBeGreaterThan(1);
        expect(row.class).toBe('stable');
      }
      const step = await ask(engine, 'replay.step', { id: state.id, number: rows[1]?.number ?? 0 });
      const [answer] = step.answers;
      const ref = answer?.ref ?? { captureId: '', number: 0 };
      expect(await ask(engine, 'exchange.get', { ...ref, bodyLimit: 0 })).toMatchObject({
        row: { origin: 'replay', transport: 'stdio' },
        replayed: { id: state.id, number: rows[1]?.number },
      });
      for (const { id } of [first, second]) await ask(engine, 'instance.remove', { id });
    },
    60_000,
  );
});

describe('server-everything over HTTP+SSE', () => {
  let server: HttpServerUnderTest;
  beforeAll(async () => {
    server = await startEverything('sse');
  }, 60_000);
  afterAll(() => server.stop());

  it('is sent again on the one stream that the client has there, and answered as recorded', async () => {
    const { id } = await addInstance(opened.engine, 'sse', server.url);
    const captureId = await record(id, [
      ['tools/list', {}],
      ['tools/call', { name: 'echo', arguments: { message: 'hop' } }],
      ['tools/call', { name: 'get-sum', arguments: { a: 2, b: 3 } }],
    ]);
    const state = await replay(opened.engine, wishFor(captureId, [id]));
    expect(state).toMatchObject({ state: 'done', steps: 3, runs: [{ counts: { answered: 3 } }] });
    expect(state.verdict?.classes).toMatchObject({ stable: 3 });
    const { captureId: into = '', first = 1 } = state.recorded ?? {};
    const { rows } = await ask(opened.engine, 'capture.rows', {
      captureId: into,
      after: first - 1,
      limit: 100,
    });
    const sent = rows.filter(({ origin, transport }) => origin === 'replay' && transport === 'sse');
    expect(sent.map(({ method }) => method)).toEqual(
      expect.arrayContaining(['tools/list', 'tools/call', 'tools/call']),
    );
  }, 60_000);
});
