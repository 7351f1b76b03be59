import { describe, expect, it } from 'vitest';
import { createNegotiationTracker } from '../../../../engine/trackers/negotiation.ts';
import type { JsonObject } from '../../../../shared/model/json.ts';
import type { NegotiationReport, NegotiationRow } from '../../../../shared/model/negotiation.ts';
import { exchange, META, SERVER_META, type ExchangeParts } from '../../../support/lint/exchange.ts';

const TASKS = 'io.modelcontextprotocol/tasks';
const INPUT = { resultType: 'input_required', inputRequests: { a: { method: 'roots/list' } } } as const;

function report(...parts: readonly ExchangeParts[]): NegotiationReport {
  const tracker = createNegotiationTracker();
  for (const part of parts) tracker.observe(exchange(part));
  return tracker.report();
}

function rowOf({ rows }: NegotiationReport, id: string): NegotiationRow | undefined {
  return rows.find((row) => row.id === id);
}

const declaring = (capabilities: JsonObject, name = 'test-client'): Pick<ExchangeParts, 'meta'> => ({
  meta: {
    ...META,
    'io.modelcontextprotocol/clientInfo': { name },
    'io.modelcontextprotocol/clientCapabilities': capabilities,
  },
});
const on = (instanceId: string, era: 'modern' | 'legacy' = 'modern'): Pick<ExchangeParts, 'row'> => ({
  row: { instanceId, instanceName: instanceId, era, origin: 'gateway' },
});
const discovered = (capabilities: JsonObject, instanceId = 'alpha'): ExchangeParts => ({
  ...on(instanceId),
  method: 'server/discover',
  result: { supportedVersions: ['2026-07-28', '2030-01-01'], capabilities, _meta: SERVER_META },
});
const initialized = (client: JsonObject, server: JsonObject): ExchangeParts => ({
  ...on('alpha', 'legacy'),
  method: 'initialize',
  params: { protocolVersion: '2025-11-25', capabilities: client, clientInfo: { name: 'old' } },
  result: { protocolVersion: '2025-11-25', capabilities: server, serverInfo: { name: 's', version: '9' } },
});

it('knows nothing at first', () => {
  expect(report()).toEqual({ parties: [], fleets: [], rows: [] });
});

it('names who took part, with what they speak', () => {
  const { parties } = report(discovered({ tools: {} }), { ...on('alpha'), result: { tools: [] } });
  expect(parties).toEqual([
    expect.objectContaining({
      kind: 'client',
      name: 'test-client',
      version: '1.0.0',
      exchanges: 2,
      revisions: ['2026-07-28'],
    }),
    {
      kind: 'instance',
      id: 'alpha',
      name: 'alpha',
      version: '1.0.0',
      exchanges: 2,
      revisions: ['2030-01-01', '2026-07-28'],
    },
  ]);
});

describe('what a client declares', () => {
  it('is followed request by request', () => {
    const all = report(
      { ...on('alpha'), ...declaring({}) },
      { ...on('alpha'), ...declaring({ elicitation: {} }) },
      { ...on('alpha'), ...declaring({ elicitation: {} }) },
      { ...on('alpha'), ...declaring({ elicitation: { url: {} } }) },
    );
    const [first] = rowOf(all, 'elicitation')?.cells[0]?.history ?? [];
    const steps = (id: string) =>
      rowOf(all, id)?.cells[0]?.history.map(({ since, declared, implied, changed }) => [
        since - (first?.since ?? 0),
        declared,
        implied ?? false,
        changed,
      ]);
    expect(steps('elicitation')).toEqual([
      [0, false, false, undefined],
      [1, true, false, undefined],
      [3, true, false, ['/url']],
    ]);
    expect(steps('elicitation.form')).toEqual([
      [0, false, false, undefined],
      [1, true, true, undefined],
      [3, false, false, undefined],
    ]);
    expect(rowOf(all, 'elicitation.form')?.cells[0]?.state).toBe('absent');
  });

  it('holds for that request alone: what a server uses beside it is told', () => {
    const all = report(
      { ...on('alpha'), ...declaring({ roots: {} }), result: INPUT },
      { ...on('alpha'), ...declaring({}), method: 'tools/call', params: { name: 'scan' }, result: INPUT },
    );
    expect(all.rows[0]?.id).toBe('roots');
    expect(rowOf(all, 'roots')?.pairs).toMatchObject([
      {
        inForce: 'no',
        used: { count: 2 },
        usedWithout: {
          count: 1,
          says: 'alpha asked for roots, although test-client did not declare roots in that request.',
        },
      },
    ]);
  });

  it('is unknown where a request says nothing, and nobody is accused then', () => {
    const all = report({ ...on('alpha'), meta: {}, result: INPUT });
    expect(rowOf(all, 'roots')).toMatchObject({ cells: [{ state: 'unknown', history: [] }] });
    expect(rowOf(all, 'roots')?.pairs).toEqual([
      expect.not.objectContaining({ usedWithout: expect.anything() as unknown }),
    ]);
  });

  it('holds for a whole session in the legacy era', () => {
    const asks = { stream: [{ jsonrpc: '2.0', id: 1, method: 'roots/list' }], result: { content: [] } };
    const call = { ...on('alpha', 'legacy'), method: 'tools/call', params: { name: 'scan' }, ...asks };
    const allowed = report(initialized({ roots: { listChanged: true } }, { tools: {} }), call);
    expect(rowOf(allowed, 'roots')?.pairs).toMatchObject([{ inForce: 'yes', used: { count: 1 } }]);
    expect(rowOf(allowed, 'roots.listChanged')?.cells[0]?.state).toBe('declared');
    const forbidden = report(initialized({}, { tools: {} }), call);
    expect(rowOf(forbidden, 'roots')?.pairs[0]?.usedWithout?.says).toBe(
      'alpha asked for roots, although old did not declare roots when its session began.',
    );
    expect(rowOf(report(call), 'roots')?.pairs[0]?.usedWithout).toBeUndefined();
  });
});

describe('what a server advertises', () => {
  const listed: ExchangeParts = { ...on('alpha'), result: { tools: [{ name: 'a' }] } };

  it('is unknown until it is asked', () => {
    const all = report(listed);
    expect(rowOf(all, 'tools')).toMatchObject({
      cells: [{ party: 'alpha', state: 'unknown' }],
      pairs: [{ inForce: 'unknown', used: { count: 1 } }],
    });
  });

  it('is in force once it is advertised', () => {
    const { pairs } = rowOf(report(discovered({ tools: { listChanged: true } }), listed), 'tools') ?? {};
    expect(pairs).toEqual([
      expect.objectContaining({ inForce: 'yes', used: expect.objectContaining({ count: 1 }) as unknown }),
    ]);
    expect(pairs?.[0]?.usedWithout).toBeUndefined();
  });

  it.each([
    ['before', [listed, discovered({ prompts: {} })]],
    ['after', [discovered({ prompts: {} }), listed]],
  ])('is missed where it is used %s the server was heard', (_, parts) => {
    expect(rowOf(report(...parts), 'tools')?.pairs[0]?.usedWithout).toMatchObject({
      count: 1,
      says: 'alpha answered tools/list, although it does not advertise tools.',
    });
  });

  it('is not missed by empty lists and refusals', () => {
    const all = report(
      discovered({}),
      { ...on('alpha'), result: { tools: [] } },
      { ...on('alpha'), method: 'prompts/list', error: { code: -32601 }, status: 404 },
    );
    expect(all.rows).toEqual([]);
  });

  it('is told of each era by itself', () => {
    const all = report(
      discovered({ tools: {} }),
      initialized({}, { tools: {}, logging: {} }),
      discovered({ tools: {} }),
    );
    expect(rowOf(all, 'tools')?.cells[0]?.history.map(({ source }) => source)).toEqual([
      'discover',
      'initialize',
    ]);
    expect(rowOf(all, 'logging')?.cells[0]).toMatchObject({
      state: 'declared',
      history: [{ source: 'initialize' }],
    });
  });

  it('stands out where instances of one fleet differ', () => {
    const all = report(
      discovered({ tools: { listChanged: true }, prompts: {} }, 'alpha'),
      discovered({ tools: {}, prompts: {} }, 'beta'),
      discovered({ tools: { listChanged: true }, prompts: {} }, 'gamma'),
    );
    expect(all.fleets).toEqual([['alpha', 'beta', 'gamma']]);
    expect(all.rows.map(({ id, uneven }) => [id, uneven])).toEqual([
      ['tools.listChanged', 'alpha and gamma advertise it, beta does not.'],
      ['tools', undefined],
      ['prompts', undefined],
    ]);
  });
});

describe('extensions', () => {
  const task = { ...on('alpha'), method: 'tools/call', params: { name: 'report' } };
  const made = { result: { resultType: 'task', taskId: 't' } };

  it('are in force where both sides declare them', () => {
    const both = declaring({ extensions: { [TASKS]: {} } });
    const all = report(discovered({ extensions: { [TASKS]: {} } }), { ...task, ...both, ...made });
    expect(rowOf(all, TASKS)?.pairs).toMatchObject([{ inForce: 'yes', used: { count: 1 } }]);
    expect(rowOf(all, TASKS)?.pairs.some(({ usedWithout }) => usedWithout)).toBe(false);
    expect(rowOf(all, TASKS)?.explanation).toMatch(/^Tasks: /);
  });

  it('are told of where a task comes unasked', () => {
    const all = report(discovered({ extensions: { [TASKS]: {} } }), { ...task, ...declaring({}), ...made });
    expect(rowOf(all, TASKS)?.pairs[0]?.usedWithout?.says).toBe(
      `alpha made a task of tools/call, although test-client did not declare ${TASKS} in that request.`,
    );
  });

  it('that nobody knows are shown with their settings, and malformed ids named', () => {
    const all = report(
      { ...discovered({ extensions: { 'com.example/x': { mode: 'b', same: 1 }, tasks: {} } }) },
      { ...on('alpha'), ...declaring({ extensions: { 'com.example/x': { mode: 'a', same: 1 } } }) },
    );
    expect(rowOf(all, 'tasks')).toMatchObject({
      malformed: 'it has no prefix such as com.example/',
      unknown: true,
    });
    const row = rowOf(all, 'com.example/x');
    expect(row?.unknown).toBe(true);
    expect(row?.differences).toEqual([
      {
        pointer: '/mode',
        values: [
          { party: expect.any(String) as unknown, value: 'a' },
          { party: 'alpha', value: 'b' },
        ],
      },
    ]);
  });
});

it('leaves what is no conversation and what no instance answered out of it', () => {
  const all = report(
    { ...on('alpha'), httpMethod: 'GET', body: null, answerText: '<html>', status: 404 },
    { ...on(''), status: 502, answerText: '' },
  );
  expect(all.parties.map(({ kind, exchanges }) => [kind, exchanges])).toEqual([['client', 1]]);
});

it('holds a bounded number of clients', () => {
  const tracker = createNegotiationTracker();
  for (let at = 0; at < 400; at += 1) {
    tracker.observe(exchange({ ...on('alpha'), ...declaring({ roots: {} }, `client-${String(at)}`) }));
  }
  const { parties } = tracker.report();
  expect(parties).toHaveLength(302);
  expect(parties.find(({ name }) => name === 'other clients')?.exchanges).toBe(100);
});
