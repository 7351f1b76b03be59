import { describe, expect, it } from 'vitest';
import { buildRequest, isTampered } from '../../../../../engine/protocol/modern/build-request.ts';
import { NO_TAMPER, type Draft, type JsonObject } from '../../../../../shared/model/draft.ts';
import type { RequestPreview } from '../../../../../shared/model/request-preview.ts';

const WHOAMI: Draft = {
  era: 'modern',
  revision: '2026-07-28',
  method: 'tools/call',
  params: { name: 'whoami', arguments: {} },
  clientCapabilities: { elicitation: { form: {} } },
  clientInfo: { name: 'hopscope', version: '1.0.0' },
  tamper: NO_TAMPER,
};
const TARGET = { url: 'http://127.0.0.1:47111/mcp', headers: [], requestId: 9 } as const;

function bodyOf(preview: RequestPreview): JsonObject {
  return JSON.parse(preview.body) as JsonObject;
}

function originOf(preview: RequestPreview, target: string): string | undefined {
  return preview.origins.find((entry) => entry.target === target)?.origin;
}

describe('buildRequest', () => {
  it('writes headers in wire order and the body with its whole _meta', () => {
    const preview = buildRequest(WHOAMI, TARGET);
    expect(preview.headers).toEqual([
      ['Host', '127.0.0.1:47111'],
      ['Content-Type', 'application/json'],
      ['Accept', 'application/json, text/event-stream'],
      ['Accept-Encoding', 'gzip, deflate, br'],
      ['MCP-Protocol-Version', '2026-07-28'],
      ['Mcp-Method', 'tools/call'],
      ['Mcp-Name', 'whoami'],
      ['Content-Length', String(Buffer.byteLength(preview.body))],
      ['Connection', 'keep-alive'],
    ]);
    expect(bodyOf(preview)).toEqual({
      jsonrpc: '2.0',
      id: 9,
      method: 'tools/call',
      params: {
        name: 'whoami',
        arguments: {},
        _meta: {
          'io.modelcontextprotocol/protocolVersion': '2026-07-28',
          'io.modelcontextprotocol/clientInfo': { name: 'hopscope', version: '1.0.0' },
          'io.modelcontextprotocol/clientCapabilities': { elicitation: { form: {} } },
        },
      },
    });
    expect(preview.problems).toEqual([]);
    expect(preview.routing.every((line) => line.verdict === 'match')).toBe(true);
  });

  it('says of each header and _meta key where it came from', () => {
    const preview = buildRequest(WHOAMI, TARGET);
    expect(originOf(preview, 'header:Mcp-Name')).toBe('params.name');
    const known = new Set(preview.origins.map((entry) => entry.target));
    for (const [name] of preview.headers) expect(known).toContain(`header:${name}`);
    for (const key of ['clientInfo', 'clientCapabilities', 'protocolVersion']) {
      expect(known).toContain(`/params/_meta/io.modelcontextprotocol~1${key}`);
    }
  });

  it('adds the options that were chosen and no other', () => {
    const preview = buildRequest(
      { ...WHOAMI, logLevel: 'info', progressToken: 'p1', traceparent: '00-a-b-01', requestId: 'mine' },
      TARGET,
    );
    expect(bodyOf(preview)).toMatchObject({
      id: 'mine',
      params: {
        _meta: { 'io.modelcontextprotocol/logLevel': 'info', progressToken: 'p1', traceparent: '00-a-b-01' },
      },
    });
  });

  it('takes Mcp-Param-* from the schema, encodes what must be encoded and leaves out null', () => {
    const preview = buildRequest(
      {
        ...WHOAMI,
        params: { name: 'route order', arguments: { region: 'Hello, 世界', shard: 42, zone: null } },
        toolSchema: {
          type: 'object',
          properties: {
            region: { type: 'string', 'x-mcp-header': 'Region' },
            shard: { type: 'integer', 'x-mcp-header': 'Shard' },
            zone: { type: 'string', 'x-mcp-header': 'Zone' },
          },
        },
      },
      TARGET,
    );
    expect(preview.headers.filter(([name]) => name.startsWith('Mcp-'))).toEqual([
      ['Mcp-Method', 'tools/call'],
      ['Mcp-Name', 'route order'],
      ['Mcp-Param-Region', '=?base64?SGVsbG8sIOS4lueVjA==?='],
      ['Mcp-Param-Shard', '42'],
    ]);
  });

  it('names a schema that forbids the call and a value that no header can carry', () => {
    const withSchema = (type: string, value: number): RequestPreview =>
      buildRequest(
        {
          ...WHOAMI,
          params: { name: 'x', arguments: { a: value } },
          toolSchema: { properties: { a: { type, 'x-mcp-header': 'A' } } },
        },
        TARGET,
      );
    expect(withSchema('number', 1).problems[0]).toContain('does not offer this tool');
    expect(withSchema('integer', 1.5).problems[0]).toContain('1.5');
  });

  it('lets a header of the instance replace one of its own and keeps the others in order', () => {
    const preview = buildRequest(WHOAMI, {
      ...TARGET,
      headers: [
        ['Authorization', 'Bearer x'],
        ['accept', 'application/json'],
      ],
    });
    expect(preview.headers.map(([name]) => name)).toEqual([
      'Host',
      'Content-Type',
      'Accept-Encoding',
      'MCP-Protocol-Version',
      'Mcp-Method',
      'Mcp-Name',
      'Authorization',
      'accept',
      'Content-Length',
      'Connection',
    ]);
    expect(originOf(preview, 'header:accept')).toBe('a header of this instance');
    expect(originOf(preview, 'header:Accept')).toBeUndefined();
  });

  it('tampers: drops, changes, duplicates and adds headers, and the table tells what a server will say', () => {
    const preview = buildRequest(
      {
        ...WHOAMI,
        tamper: {
          ...NO_TAMPER,
          headers: [
            { op: 'drop', name: 'mcp-method' },
            { op: 'set', name: 'mcp-name', value: 'other' },
            { op: 'duplicate', name: 'Accept' },
            { op: 'add', name: 'X-Extra', value: '1' },
          ],
        },
      },
      TARGET,
    );
    const names = preview.headers.map(([name]) => name);
    expect(names).not.toContain('Mcp-Method');
    expect(names.filter((name) => name === 'Accept')).toHaveLength(2);
    expect(preview.headers).toContainEqual(['mcp-name', 'other']);
    expect(preview.headers.at(-1)).toEqual(['X-Extra', '1']);
    expect(preview.routing.map((line) => line.verdict)).toEqual(['match', 'missing', 'mismatch']);
    expect(originOf(preview, 'header:mcp-method')).toBe('you dropped it');
  });

  it('tampers with _meta and with the whole body', () => {
    const key = 'io.modelcontextprotocol/clientCapabilities';
    const meta = buildRequest(
      { ...WHOAMI, tamper: { headers: [], meta: { extra: null }, dropMeta: [key] } },
      TARGET,
    );
    const sent = (bodyOf(meta)['params'] as JsonObject)['_meta'] as JsonObject;
    expect(sent).toHaveProperty('extra', null);
    expect(sent).not.toHaveProperty([key]);
    const whole = buildRequest({ ...WHOAMI, tamper: { ...NO_TAMPER, body: '{nope' } }, TARGET);
    expect(whole.body).toBe('{nope');
    expect(whole.headers).toContainEqual(['Content-Length', '5']);
    expect(whole.routing).toEqual([]);
  });

  it('refuses nothing but says what HTTP cannot carry', () => {
    const preview = buildRequest(
      {
        ...WHOAMI,
        tamper: {
          ...NO_TAMPER,
          headers: [
            { op: 'set', name: 'X', value: 'a\r\nEvil: 1' },
            { op: 'add', name: 'bad name', value: '1' },
          ],
        },
      },
      TARGET,
    );
    expect(preview.problems).toHaveLength(2);
  });

  it('sends a notification without an id', () => {
    const preview = buildRequest({ ...WHOAMI, method: 'notifications/x', notification: true }, TARGET);
    expect(bodyOf(preview)).not.toHaveProperty('id');
  });

  it('knows a tampered draft from an honest one', () => {
    expect(isTampered(WHOAMI)).toBe(false);
    expect(isTampered({ ...WHOAMI, tamper: { ...NO_TAMPER, dropMeta: ['x'] } })).toBe(true);
    expect(isTampered({ ...WHOAMI, tamper: { ...NO_TAMPER, httpMethod: 'GET' } })).toBe(true);
  });

  it('of another HTTP method there is no body, and no header that mirrors one', () => {
    const headers = [{ op: 'add', name: 'Mcp-Session-Id', value: 's' } as const];
    const tamper = { ...NO_TAMPER, headers, httpMethod: 'GET' as const };
    const preview = buildRequest({ ...WHOAMI, tamper }, { ...TARGET, headers: [['Authorization', 'x']] });
    expect(preview).toMatchObject({ httpMethod: 'GET', body: '', routing: [] });
    expect(preview.headers).toEqual([
      ['Host', '127.0.0.1:47111'],
      ['Accept', 'text/event-stream'],
      ['MCP-Protocol-Version', '2026-07-28'],
      ['Authorization', 'x'],
      ['Connection', 'keep-alive'],
      ['Mcp-Session-Id', 's'],
    ]);
  });
});
