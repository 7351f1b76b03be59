import { describe, expect, it } from 'vitest';
import { draftOf } from '../../../../../engine/replay/plan/draft-of.ts';
import { buildRequest } from '../../../../../engine/protocol/modern/build-request.ts';
import type { Draft } from '../../../../../shared/model/draft.ts';
import { exchange, META, type ExchangeParts } from '../../../../support/lint/exchange.ts';

const call: ExchangeParts = { method: 'tools/call', params: { name: 'route', arguments: { region: 'eu' } } };
const SCHEMA = { type: 'object', properties: { region: { type: 'string', 'x-mcp-header': 'Region' } } };

function draft(parts: ExchangeParts, context: Parameters<typeof draftOf>[1] = {}): Draft {
  const made = draftOf(exchange(parts), context);
  if (!made) throw new Error('no draft');
  return made;
}

const headers = (parts: ExchangeParts, context?: Parameters<typeof draftOf>[1]): Draft['tamper']['headers'] =>
  draft(parts, context).tamper.headers;

describe('draftOf', () => {
  it('is the request again, without a change where Hopscope writes the same by itself', () => {
    const meta = { ...META, progressToken: 'p', traceparent: '00-1-2-03' };
    expect(draft({ ...call, meta })).toEqual({
      era: 'modern',
      revision: '2026-07-28',
      method: 'tools/call',
      params: call.params,
      clientCapabilities: {},
      clientInfo: { name: 'test-client', version: '1.0.0' },
      progressToken: 'p',
      traceparent: '00-1-2-03',
      tamper: { headers: [], meta: {}, dropMeta: [] },
      followUp: false,
    });
  });

  it('builds the very body that was recorded, whatever _meta has or lacks', () => {
    for (const meta of [
      null,
      {},
      { ...META, 'io.modelcontextprotocol/clientInfo': { name: 'x' }, 'com.example/own': { a: 1 } },
      { ...META, 'io.modelcontextprotocol/clientCapabilities': null, 'io.modelcontextprotocol/logLevel': 7 },
      { ...META, 'io.modelcontextprotocol/logLevel': 'debug', progressToken: 3, tracestate: 'a=b' },
    ]) {
      const seen = exchange({ ...call, meta, id: 9 });
      const made = draftOf(seen);
      const built = made && buildRequest(made, { url: 'http://x/', headers: [], requestId: 9 });
      const wanted = JSON.parse(seen.request.message?.text ?? '') as { params: object };
      expect(JSON.parse(built?.body ?? '')).toEqual({ ...wanted, params: { _meta: {}, ...wanted.params } });
    }
  });

  it('lies where the recorded headers lied, and lacks what they lacked', () => {
    expect(
      headers({ ...call, headers: { 'Mcp-Name': 'other', 'Mcp-Method': null, 'X-Tenant': 'blue' } }),
    ).toEqual([
      { op: 'drop', name: 'Mcp-Method' },
      { op: 'set', name: 'Mcp-Name', value: 'other' },
      { op: 'set', name: 'X-Tenant', value: 'blue' },
    ]);
    const twice = [...Object.entries({ 'Mcp-Name': 'route' }), ['Mcp-Name', 'other'] as const];
    expect(headers({ ...call, headerList: twice }).filter(({ name }) => name === 'Mcp-Name')).toEqual([
      { op: 'add', name: 'Mcp-Name', value: 'other' },
    ]);
  });

  it('knows from the tool’s schema which headers go with its arguments', () => {
    const honest = { ...call, headers: { 'Mcp-Param-Region': 'eu' } };
    expect(headers(honest, { toolSchema: SCHEMA })).toEqual([]);
    expect(headers(honest)).toEqual([{ op: 'set', name: 'Mcp-Param-Region', value: 'eu' }]);
    expect(headers(call, { toolSchema: SCHEMA })).toEqual([{ op: 'drop', name: 'Mcp-Param-Region' }]);
  });

  it('never copies secrets, nor what belongs to a connection or to the instance', () => {
    const parts = {
      ...call,
      headers: {
        ...{
          Authorization: 'Bearer x',
          Cookie: 'a=b',
          Host: 'old',
          'Proxy-Authorization': 'x',
          Connection: 'close',
        },
        ...{
          'X-Forwarded-For': '1.2.3.4',
          'User-Agent': 'x',
          'Accept-Language': '*',
          'Sec-Fetch-Mode': 'cors',
        },
        ...{
          'X-Api-Key': 'secret',
          Accept: 'text/event-stream,application/json;q=1',
          'Content-Type': 'application/json; charset=utf-8',
        },
      },
    };
    expect(headers(parts, { ofInstance: new Set(['x-api-key']) })).toEqual([]);
    expect(headers({ ...call, headers: { Accept: 'application/json' } })).toEqual([
      { op: 'set', name: 'Accept', value: 'application/json' },
    ]);
  });

  it('replaces the body only where nothing else can say the same', () => {
    expect(draft({ body: { jsonrpc: '2.0', id: 1, method: 'ping', extra: true } }).tamper.body).toContain(
      '"extra":true',
    );
    expect(draft({ body: { jsonrpc: '2.0', id: 1, method: 'ping' } }).tamper).not.toHaveProperty('body');
  });

  it('of the legacy era has what the client said when it opened the session, and no header of its own', () => {
    const client = { info: { name: 'old', version: '2', title: 'Old' }, capabilities: { roots: {} } };
    const parts: ExchangeParts = {
      ...call,
      row: { era: 'legacy' },
      headers: { 'Mcp-Session-Id': 's', 'MCP-Protocol-Version': '2025-11-25' },
    };
    expect(draft(parts, { client })).toEqual({
      era: 'legacy',
      revision: '2025-11-25',
      method: 'tools/call',
      params: call.params,
      clientCapabilities: { roots: {} },
      clientInfo: { name: 'old', version: '2' },
      tamper: { headers: [], meta: {}, dropMeta: [] },
      followUp: false,
    });
  });

  it('has no headers over standard streams, and is none of what is no request', () => {
    expect(draft({ ...call, row: { transport: 'stdio' }, headerList: [] }).tamper.headers).toEqual([]);
    expect(draftOf(exchange({ body: { jsonrpc: '2.0', method: 'notifications/x' } }))).toBeUndefined();
    expect(draftOf(exchange({ text: '{' }))).toBeUndefined();
  });
});
