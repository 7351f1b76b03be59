import { describe, expect, it } from 'vitest';
import { k6Session, k6Step, type K6Step } from '../../../../../engine/replay/k6/k6-step.ts';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';
import type { PlanStep, StepAnswer, ValueFlow } from '../../../../../shared/model/replay-plan.ts';
import { flow, step } from '../../../../support/replay/planned.ts';

const SCHEMA = { type: 'object', properties: { id: { type: 'string', 'x-mcp-header': 'Id' } } };

function draft(part: Partial<Draft> = {}): Draft {
  return {
    ...{
      era: 'modern',
      revision: '2026-07-28',
      method: 'tools/call',
      params: { name: 'look', arguments: { id: 'value-1' } },
    },
    ...{ clientCapabilities: {}, clientInfo: null, tamper: NO_TAMPER },
    ...part,
  };
}

function made(
  part: Partial<PlanStep>,
  recorded: { readonly draft?: Draft; readonly answer?: StepAnswer } = {},
  flows: { readonly made?: readonly ValueFlow[]; readonly carried?: readonly ValueFlow[] } = {},
): K6Step {
  const { draft: request = draft(), answer } = recorded;
  return k6Step(
    step({ number: 2, name: 'look', tool: 'look', ...part }),
    { draft: request, ...(answer && { answer }) },
    { made: [], carried: [], ...flows },
  );
}

describe('k6Step', () => {
  it('is the request with its headers, without an id and what a connection has of its own', () => {
    const { name, tag, headers, body, mirrors } = made({});
    expect([name, tag]).toEqual(['#2 tools/call look', 'tools/call look']);
    expect(headers).toEqual({
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      'MCP-Protocol-Version': '2026-07-28',
      'Mcp-Method': 'tools/call',
      'Mcp-Name': 'look',
    });
    expect(body).not.toHaveProperty('id');
    expect(body).toMatchObject({
      method: 'tools/call',
      params: { name: 'look', arguments: { id: 'value-1' } },
    });
    expect(mirrors).toEqual([{ header: 'Mcp-Name', at: '/params/name' }]);
  });

  it('knows which headers go with what flows, by the schema or because they say the same, and leaves lies alone', () => {
    const carried = [flow(1, [2])];
    expect(made({}, { draft: draft({ toolSchema: SCHEMA }) }, { carried }).mirrors).toContainEqual({
      header: 'Mcp-Param-Id',
      at: '/params/arguments/id',
    });
    const headers = [
      { op: 'set', name: 'X-Id', value: 'value-1' },
      { op: 'set', name: 'Mcp-Name', value: 'other' },
    ] as const;
    expect(made({}, { draft: draft({ tamper: { ...NO_TAMPER, headers } }) }, { carried }).mirrors).toEqual([
      { header: 'X-Id', at: '/params/arguments/id' },
    ]);
  });

  it('decodes headers, and remembers that they were encoded', () => {
    const { headers, encoded } = made({}, { draft: draft({ params: { name: 'größe' } }) });
    expect([headers['Mcp-Name'], encoded]).toEqual(['größe', ['Mcp-Name']]);
  });

  it('says what is taken from its answer and what it carries', () => {
    const within = { part: 1, of: 2, before: 'x ' };
    const one = flow(2, [5], { alsoAt: ['/result/content/0/text/id'] });
    const part = flow(2, [5], { producer: { number: 2, pointer: '/result/content/0/text', within } });
    const carried = [flow(1, [2, 9]), flow(1, [2], { use: 'pinned', pinnedTo: 'mine' })];
    const { takes, puts } = made({}, {}, { made: [one, part], carried });
    expect(takes.map(({ at, part: where }) => [at, where])).toEqual([
      [['/result/structuredContent/id', '/result/content/0/text/id'], undefined],
      [['/result/content/0/text'], within],
    ]);
    expect(puts).toEqual([
      { flow: '1-2,9', at: '/params/arguments/id', was: 'value-1' },
      { flow: '1-2', at: '/params/arguments/id', was: 'value-1', pinned: 'mine' },
    ]);
  });

  it('expects what was answered then, without its values', () => {
    const expected = (answer: StepAnswer, part: Partial<PlanStep> = {}): K6Step['expect'] =>
      made(part, { answer }).expect;
    expect(
      expected({ status: 200, result: { resultType: 'complete', structuredContent: { x: 1 } } }),
    ).toEqual({
      status: 200,
      is: 'result',
      resultType: 'complete',
    });
    expect(expected({ status: 400, error: { code: -32602, message: 'no' } })).toEqual({
      status: 400,
      is: 'error',
      code: -32602,
    });
    expect(expected({ result: { isError: true } })).toEqual({ is: 'result', isError: true });
    expect(expected({ failureKind: 'cut' })).toEqual({ is: 'nothing' });
    expect(expected({ result: { status: 'completed' } }, { until: 'ended' })).toMatchObject({
      task: 'completed',
    });
    expect(expected({ result: { status: 'working' } })).not.toHaveProperty('task');
  });

  it('measures all polls of one tool together', () => {
    const poll = {
      method: 'tasks/get',
      name: 'tsk_1',
      tool: 'render',
      kind: 'poll',
      until: 'ended',
    } as const;
    expect(made(poll, { draft: draft({ method: 'tasks/get', params: { taskId: 'tsk_1' } }) })).toMatchObject({
      name: '#2 tasks/get tsk_1',
      tag: 'tasks/get render',
      until: 'ended',
    });
    expect(made({ method: 'tools/list', name: '', tool: 'tools/list' }).tag).toBe('tools/list');
  });

  it('of the legacy era belongs to a session that is opened as it was', () => {
    const request = draft({
      era: 'legacy',
      revision: '2025-11-25',
      clientInfo: { name: 'old', version: '1' },
      clientCapabilities: { roots: {} },
    });
    expect(made({ era: 'legacy', client: 3 }, { draft: request })).toMatchObject({ session: 3 });
    expect(k6Session(request).initialize).toMatchObject({
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', clientInfo: { name: 'old' }, capabilities: { roots: {} } },
    });
  });
});
