import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WholeExchange } from '../../../engine/replay/report/whole-exchange.ts';
import { REPLAY_REPORTS, type ReplayReport } from '../../../shared/model/replay-run.ts';
import type { ReplayState } from '../../../shared/model/replay-verdict.ts';
import { openContractEngine, type ContractEngine } from '../../support/contract-engine.ts';
import { startDemoFleet, type DemoFleet } from '../../support/demo-processes.ts';
import { recordSession, type RecordedSession } from '../../support/recorded-session.ts';
import { replay, wishFor } from '../../support/replay/replay-through-bridge.ts';
import { addInstance, ask } from '../servers/ask-through-bridge.ts';

describe('reports of a proof against a fleet whose baskets live in one process', () => {
  let opened: ContractEngine;
  let fleet: DemoFleet;
  let session: RecordedSession;
  let proof: ReplayState;
  const ids: string[] = [];
  beforeAll(async () => {
    [opened, fleet] = await Promise.all([openContractEngine(), startDemoFleet({ bugs: ['memory-basket'] })]);
    for (const { name, url } of fleet.instances) ids.push((await addInstance(opened.engine, name, url)).id);
    session = await recordSession(opened.engine, ids, { parts: ['lists', 'baskets', 'rounds'] });
    proof = await replay(opened.engine, wishFor(session.captureId, ids, { kind: 'prove', schedules: [] }));
  }, 120_000);
  afterAll(async () => {
    await opened.close();
    await fleet.stop();
  });

  const reportOf = async (format: ReplayReport): Promise<string> =>
    (await ask(opened.engine, 'replay.report', { id: proof.id, format })).text;

  it('name the witness in every format', async () => {
    expect(proof.verdict?.verdict).toBe('not-stateless');
    const says = proof.verdict?.witnesses[0]?.says ?? '?';
    for (const format of REPLAY_REPORTS)
      expect((await reportOf(format)).replaceAll('\\', ''), format).toContain(says);
  });

  it('have both exchanges of the witness whole', async () => {
    const { verdict } = JSON.parse(await reportOf('json')) as {
      verdict: { witnesses: Record<'failing' | 'passing', { exchange?: WholeExchange }>[] };
    };
    const [{ failing, passing } = {}] = verdict.witnesses;
    for (const side of [failing, passing]) {
      expect(side?.exchange?.request.line).toMatch(/^POST http:\/\/127\.0\.0\.1:\d+\/mcp$/);
      expect(side?.exchange?.request.headers).toContain('Mcp-Method: tools/call');
      expect(side?.exchange?.request.body).toMatch(/"basketId": "bsk_/);
    }
    expect(failing?.exchange?.answer?.body).toContain('"isError":');
    expect(passing?.exchange?.answer?.body).not.toContain('"isError":');
    for (const format of ['md', 'html'] as const)
      expect(await reportOf(format)).toContain('Mcp-Name: basket_');
  });

  it('fail in CI where it differs, and pass where nothing does', async () => {
    const text = await reportOf('junit');
    const [, failures] = /<testsuites [^>]* failures="(\d+)" errors="0">/.exec(text) ?? [];
    expect(Number(failures)).toBeGreaterThan(1);
    const cases = text.split('<testcase ').slice(1);
    const basket = cases.filter((each) => / name="#\d+ tools\/call basket_(?:add|get)"/.test(each));
    expect(basket.some((each) => each.includes('/result/isError: expected nothing, got true'))).toBe(true);
    const deploy = cases.filter((each) => / name="#\d+ tools\/call deploy"/.test(each));
    expect(deploy.length).toBeGreaterThan(2);
    expect(deploy.filter((each) => each.includes('<failure'))).toEqual([]);
  });

  it('hold only what says something', async () => {
    const report = JSON.parse(await reportOf('json')) as { steps: { name: string; is: string }[] };
    expect(new Set(report.steps.map(({ name }) => name))).toEqual(new Set(['basket_add', 'basket_get']));
    expect(report.steps.map(({ is }) => is)).toContain('violation');
  });
});
