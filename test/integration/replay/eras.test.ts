import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayReport } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { recordSession, recordTraffic } from '../../support/recorded-session.ts';
import { replay, wishFor } from '../../support/replay/replay-through-bridge.ts';
import { addInstance, ask } from '../servers/ask-through-bridge.ts';

describe('a recording, sent in both eras to servers that speak both', () => {
  let opened: ContractEngine;
  let fleet: DemoFleet;
  const ids: string[] = [];
  beforeAll(async () => {
    [opened, fleet] = await Promise.all([openContractEngine(), startDemoFleet({ names: ['alpha', 'beta'] })]);
    for (const { name, url } of fleet.instances) ids.push((await addInstance(opened.engine, name, url)).id);
  }, 60_000);
  afterAll(async () => {
    await opened.close();
    await fleet.stop();
  });

  const inBoth = (captureId: string): Promise<ReplayState> =>
    replay(
      opened.engine,
      wishFor(captureId, ids, { kind: 'eras', schedules: [], eras: ['legacy', 'modern'] }),
    );
  const reportOf = async ({ id }: ReplayState, format: ReplayReport): Promise<string> =>
    (await ask(opened.engine, 'replay.report', { id, format })).text;

  it('finds of a modern session what the legacy era does not have, and all else alike', async () => {
    const session = await recordSession(opened.engine, ids, { parts: ['lists', 'baskets', 'rounds'] });
    const state = await inBoth(session.captureId);
    expect(state.state).toBe('done');
    expect(state.runs.map(({ era }) => era)).toEqual([
      'legacy',
      'modern',
      'legacy',
      'modern',
      'legacy',
      'modern',
    ]);
    const { eras } = state;
    expect(eras).toMatchObject({ changed: 0, notCompared: 0, gone: 5 });
    expect(eras?.same).toBe(state.steps - 5);
    expect(new Set(eras?.goneSteps.map(({ method, name }) => `${method} ${name}`.trim()))).toEqual(
      new Set(['server/discover', 'tools/call deploy']),
    );
    // What only the eras make differ is no noise.
    expect(state.learned?.entries.filter(({ pointer }) => pointer.startsWith('/headers'))).toEqual([]);
    const report = JSON.parse(await reportOf(state, 'json')) as { protocol: { place: string }[] };
    expect(report.protocol.map(({ place }) => place)).toContain('/result/resultType');
  }, 60_000);

  it('tells of a legacy session what has to change, with its basket carried from one era to the other', async () => {
    const session = await recordTraffic(opened.engine, ids, driveLegacy);
    const state = await inBoth(session.captureId);
    expect(state).toMatchObject({ state: 'done', eras: { changed: 0, notCompared: 0 } });
    const { eras } = state;
    expect(eras?.goneSteps.map(({ method, era, feature }) => [method, era, feature])).toEqual([
      ['ping', 'modern', 'ping'],
      ['logging/setLevel', 'modern', 'set-level'],
    ]);
    const leans = eras?.leansOn.map(({ id }) => id) ?? [];
    expect(leans).toEqual(expect.arrayContaining(['initialize', 'session-id', 'ping', 'set-level']));
    const text = await reportOf(state, 'md');
    expect(text).toContain('2026-07-28 has no ping');
    expect(text).toContain('Mcp-Session-Id');
  }, 60_000);
});

/** A client of 2025-11-25: a session in which a basket is made and filled. */
async function driveLegacy(url: string): Promise<void> {
  let session: string | undefined;
  let id = 0;
  const send = async (method: string, params: object, expectsAnswer = true): Promise<string> => {
    id += 1;
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...(session !== undefined && { 'mcp-session-id': session, 'mcp-protocol-version': '2025-11-25' }),
      },
      body: JSON.stringify({ jsonrpc: '2.0', ...(expectsAnswer && { id }), method, params }),
    });
    session ??= response.headers.get('mcp-session-id') ?? undefined;
    const text = await response.text();
    if (!response.ok) throw new Error(`${method}: ${String(response.status)} ${text}`);
    return text;
  };
  const clientInfo = { name: 'old-client', version: '1.0.0' };
  await send('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo });
  await send('notifications/initialized', {}, false);
  await send('ping', {});
  await send('logging/setLevel', { level: 'warning' });
  await send('tools/list', {});
  const made = await send('tools/call', { name: 'basket_create', arguments: {} });
  const basket = /"basketId\\?":\\?"([^"\\]+)/.exec(made)?.[1];
  if (basket === undefined) throw new Error(`no basket in ${made}`);
  await send('tools/call', {
    name: 'basket_add',
    arguments: { basketId: basket, sku: 'TEA-001', quantity: 2 },
  });
  await send('tools/call', { name: 'basket_get', arguments: { basketId: basket } });
}
