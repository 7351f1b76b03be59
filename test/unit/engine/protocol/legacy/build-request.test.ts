import { describe, expect, it } from 'vitest';
import {
  buildLegacyBody,
  buildLegacyReply,
  buildLegacyRequest,
  buildSessionEnd,
  buildStreamRequest,
} from '../../../../../engine/protocol/legacy/build-request.ts';
import { NO_TAMPER, type Draft } from '../../../../../shared/model/draft.ts';
import { headerValue, headerValues } from '../../../../../shared/model/headers.ts';

const TARGET = { url: 'http://127.0.0.1:1/mcp', headers: [], requestId: 7 };
const SESSION = { revision: '2025-11-25', sessionId: 's-1' } as const;

function draftOf(more: Partial<Draft> = {}): Draft {
  return {
    era: 'legacy',
    revision: '2026-07-28',
    method: 'tools/call',
    params: { name: 'echo', arguments: { message: 'hi' } },
    clientCapabilities: { roots: {} },
    clientInfo: { name: 'test', version: '0' },
    tamper: NO_TAMPER,
    ...more,
  };
}

describe('a legacy request', () => {
  it('carries nothing of the modern era in its body', () => {
    const { body } = buildLegacyBody(draftOf({ progressToken: 'p', logLevel: 'debug' }), 7);
    expect(body).toEqual({
      jsonrpc: '2.0',
      id: 7,
      method: 'tools/call',
      params: { name: 'echo', arguments: { message: 'hi' }, _meta: { progressToken: 'p' } },
    });
  });

  it('has neither params nor _meta where they would be empty', () => {
    expect(buildLegacyBody(draftOf({ method: 'ping', params: {} }), 7).body).toEqual({
      jsonrpc: '2.0',
      id: 7,
      method: 'ping',
    });
  });

  it('names session and revision, and mirrors nothing in headers', () => {
    const { headers, origins, routing, httpMethod } = buildLegacyRequest(draftOf(), TARGET, SESSION);
    expect(httpMethod).toBe('POST');
    expect(headerValue(headers, 'mcp-session-id')).toBe('s-1');
    expect(headerValue(headers, 'mcp-protocol-version')).toBe('2025-11-25');
    expect(headerValue(headers, 'accept')).toBe('application/json, text/event-stream');
    expect(headers.some(([name]) => /^mcp-(method|name|param)/i.test(name))).toBe(false);
    expect(routing).toEqual([]);
    expect(origins).toContainEqual({
      target: 'header:Mcp-Session-Id',
      origin: "the server's answer to initialize",
      kind: 'protocol',
    });
  });

  it.each(['2025-03-26', '2024-11-05'] as const)('of %s has no header for the revision', (revision) => {
    const { headers } = buildLegacyRequest(draftOf(), TARGET, { revision });
    expect(headerValues(headers, 'mcp-protocol-version')).toEqual([]);
    expect(headerValues(headers, 'mcp-session-id')).toEqual([]);
  });

  it('has no session headers before there is a session', () => {
    const { headers } = buildLegacyRequest(draftOf({ method: 'initialize' }), TARGET, undefined);
    expect(headers.filter(([name]) => name.toLowerCase().startsWith('mcp-'))).toEqual([]);
  });

  it('lets headers, _meta and body be tampered with', () => {
    const tampered = buildLegacyRequest(
      draftOf({
        tamper: {
          headers: [{ op: 'set', name: 'mcp-session-id', value: 'stolen' }],
          meta: { progressToken: 3 },
          dropMeta: [],
          body: '[]',
        },
      }),
      TARGET,
      SESSION,
    );
    expect(headerValues(tampered.headers, 'mcp-session-id')).toEqual(['stolen']);
    expect(tampered.body).toBe('[]');
    expect(headerValue(tampered.headers, 'content-length')).toBe('2');
    expect(tampered.origins.filter(({ kind }) => kind === 'tampered').map(({ target }) => target)).toEqual([
      'header:mcp-session-id',
      '/params/_meta/progressToken',
      '',
    ]);
  });

  it('gives the instance’s headers their way', () => {
    const { headers } = buildLegacyRequest(
      draftOf(),
      { ...TARGET, headers: [['mcp-protocol-version', '2024-11-05']] },
      SESSION,
    );
    expect(headerValues(headers, 'mcp-protocol-version')).toEqual(['2024-11-05']);
  });
});

describe('what else is sent in a session', () => {
  it('a notification without id', () => {
    const { body, origins } = buildLegacyBody(
      draftOf({ method: 'notifications/initialized', params: {}, notification: true }),
      7,
    );
    expect(body).toEqual({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect(origins.map(({ target }) => target)).toEqual(['/method']);
  });

  it('a reply', () => {
    const built = buildLegacyReply({ jsonrpc: '2.0', id: 'a', result: {} }, TARGET, SESSION);
    expect(JSON.parse(built.body)).toEqual({ jsonrpc: '2.0', id: 'a', result: {} });
    expect(headerValue(built.headers, 'mcp-session-id')).toBe('s-1');
  });

  it('a GET that goes on behind the last event', () => {
    const built = buildStreamRequest(TARGET, SESSION, 'event-9');
    expect(built).toMatchObject({ httpMethod: 'GET', body: '' });
    expect(headerValue(built.headers, 'last-event-id')).toBe('event-9');
    expect(headerValue(built.headers, 'accept')).toBe('text/event-stream');
    expect(headerValues(built.headers, 'content-length')).toEqual([]);
    expect(headerValues(buildStreamRequest(TARGET, SESSION).headers, 'last-event-id')).toEqual([]);
  });

  it('a DELETE of the session', () => {
    const built = buildSessionEnd(TARGET, SESSION);
    expect(built.httpMethod).toBe('DELETE');
    expect(headerValue(built.headers, 'mcp-session-id')).toBe('s-1');
  });
});
