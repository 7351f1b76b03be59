import { describe, expect, it } from 'vitest';
import { isTamperedLine } from '../../../../engine/protocol/assemble-line.ts';
import { buildLine } from '../../../../engine/protocol/modern/build-line.ts';
import { buildRequest, isTampered } from '../../../../engine/protocol/modern/build-request.ts';
import { endOfSession, probeSteps, type ProbeSubject } from '../../../../engine/tour/probe-steps.ts';
import { headerValue } from '../../../../shared/model/headers.ts';
import { isJsonObject, type JsonValue } from '../../../../shared/model/json.ts';

const CLIENT = { info: { name: 'hopscope', version: '1' }, capabilities: { elicitation: {} } };
const SUBJECT: ProbeSubject = { method: 'tools/list', client: CLIENT, over: 'http' };
const TARGET = { url: 'http://127.0.0.1:1/mcp', headers: [], requestId: 7 } as const;
const VERSION = 'io.modelcontextprotocol/protocolVersion';

/** Each probe as it would leave. */
function sent(subject: ProbeSubject) {
  return probeSteps(subject).map(({ says, draft, endless }) => {
    const built = buildRequest(draft(7), TARGET);
    const body = built.body === '' ? undefined : (JSON.parse(built.body) as JsonValue);
    const params = isJsonObject(body) && isJsonObject(body['params']) ? body['params'] : {};
    return {
      says,
      endless,
      httpMethod: built.httpMethod,
      header: (name: string) => headerValue(built.headers, name),
      names: built.headers.map(([name]) => name),
      method: isJsonObject(body) ? body['method'] : undefined,
      id: isJsonObject(body) ? body['id'] : undefined,
      params,
      meta: isJsonObject(params['_meta']) ? params['_meta'] : undefined,
    };
  });
}

function probe(says: string, subject = SUBJECT) {
  const found = sent(subject).find((step) => step.says === says);
  if (!found) throw new Error(`no probe "${says}"`);
  return found;
}

describe('probes over HTTP', () => {
  it('execute nothing: the body asks for a list, for what is unknown, or for a session', () => {
    const methods = new Set(sent(SUBJECT).map(({ method }) => method));
    expect(methods).toEqual(new Set(['tools/list', 'hopscope/no-such-method', 'initialize', undefined]));
  });

  it('ask a server without tools who it is instead, also where a header lies', () => {
    const subject: ProbeSubject = { ...SUBJECT, method: 'server/discover' };
    const methods = new Set(sent(subject).map(({ method }) => method));
    expect(methods).toEqual(new Set(['server/discover', 'hopscope/no-such-method', 'initialize', undefined]));
    expect(probe('a lying Mcp-Method', subject).header('Mcp-Method')).toBe('tools/list');
    expect(sent(subject).map(({ says }) => says)).not.toContain('a cursor that was never given out');
  });

  it('are all marked as wrong on purpose, and bring their id', () => {
    for (const { says, draft } of probeSteps(SUBJECT)) {
      expect(isTampered(draft(7)), says).toBe(true);
      expect(draft(7).followUp, says).toBe(false);
    }
    const ids = sent(SUBJECT).flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(new Set(ids)).toEqual(new Set([7]));
  });

  it('lie, leave out and contradict in the headers alone', () => {
    expect(probe('a lying Mcp-Method').header('Mcp-Method')).toBe('prompts/list');
    expect(probe('no Mcp-Method').header('Mcp-Method')).toBeUndefined();
    expect(probe('no version header').header('MCP-Protocol-Version')).toBeUndefined();
    const contradicts = probe('a version header that contradicts the body');
    expect(contradicts.header('MCP-Protocol-Version')).toBe('2025-11-25');
    expect(contradicts.meta?.[VERSION]).toBe('2026-07-28');
    expect(probe('a foreign Origin').header('Origin')).toBe('https://hopscope-probe.example');
    const shouted = probe('header names in another case');
    expect(shouted.names).toEqual(expect.arrayContaining(['MCP-METHOD', 'mcp-protocol-version']));
    expect(shouted.names.filter((name) => name.toLowerCase() === 'mcp-method')).toHaveLength(1);
    expect(shouted.header('Mcp-Method')).toBe('tools/list');
  });

  it('leave out and invent in the body', () => {
    expect(probe('no _meta').params).toEqual({});
    expect(probe('no _meta').header('MCP-Protocol-Version')).toBe('2026-07-28');
    expect(probe('no clientCapabilities').meta).not.toHaveProperty([
      'io.modelcontextprotocol/clientCapabilities',
    ]);
    const unknown = probe('an unknown revision');
    expect(unknown.meta?.[VERSION]).toBe('2099-12-31');
    expect(unknown.header('MCP-Protocol-Version')).toBe('2099-12-31');
    const method = probe('an unknown method');
    expect(method.header('Mcp-Method')).toBe('hopscope/no-such-method');
    expect(method.meta?.['io.modelcontextprotocol/clientCapabilities']).toEqual({ elicitation: {} });
    expect(probe('a cursor that was never given out').params['cursor']).toBe('hopscope-no-such-cursor');
    expect(probe('an unknown log level').meta?.['io.modelcontextprotocol/logLevel']).toBe('hopscope-loudest');
  });

  it('send GET and DELETE without a body, after initialize, which shows whether they may be answered', () => {
    const steps = sent(SUBJECT);
    const at = (says: string) => steps.findIndex((step) => step.says === says);
    expect(at('GET')).toBeGreaterThan(at('a legacy initialize'));
    expect(steps[at('GET')]).toMatchObject({ httpMethod: 'GET', method: undefined, endless: true });
    expect(steps[at('DELETE')]).toMatchObject({ httpMethod: 'DELETE', method: undefined });
    expect(probe('a legacy initialize').header('Mcp-Method')).toBeUndefined();
  });
});

describe('probes on stdio', () => {
  it('are those that need no headers, each marked and one line', () => {
    const steps = probeSteps({ ...SUBJECT, over: 'stdio' });
    expect(steps.map(({ says }) => says)).toEqual([
      'no _meta',
      'no clientCapabilities',
      'an unknown revision',
      'an unknown method',
      'an unknown log level',
      'a cursor that was never given out',
    ]);
    for (const { says, draft } of steps) {
      expect(isTamperedLine(draft(7)), says).toBe(true);
      const { body } = buildLine(draft(7), { url: 'stdio:x', requestId: 7 });
      expect(body, says).not.toContain('\n');
    }
  });
});

it('ends a session in the revision that was agreed on', () => {
  const built = buildRequest(endOfSession(CLIENT, 's-1', '2025-06-18'), TARGET);
  expect(built.httpMethod).toBe('DELETE');
  expect(headerValue(built.headers, 'Mcp-Session-Id')).toBe('s-1');
  expect(headerValue(built.headers, 'MCP-Protocol-Version')).toBe('2025-06-18');
});
