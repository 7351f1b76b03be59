import { describe, expect, it } from 'vitest';
import {
  annotationsOf,
  calledTool,
  mirroredHeaders,
  mirrorsHeaders,
  paramHeaders,
  standardHeaders,
} from '../../../../../engine/lint/headers/mirrored.ts';
import { Knowledge } from '../../../../../engine/lint/knowledge.ts';
import { ANNOTATED, LISTED, routeCall } from '../../../../support/lint/annotated-tool.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

const CALL = { method: 'tools/call', params: { name: 'whoami' } } as const;

function listed(): Knowledge {
  const known = new Knowledge();
  known.learn(exchange(LISTED));
  return known;
}

describe('standardHeaders', () => {
  it('gives the three headers of a request that names something', () => {
    expect(standardHeaders(exchange(CALL)).map(({ of, fault }) => [of, fault])).toEqual([
      ['version', undefined],
      ['method', undefined],
      ['name', undefined],
    ]);
  });

  it.each([
    [{ 'Mcp-Method': null }, 'missing'],
    [{ 'Mcp-Method': 'x' }, 'mismatch'],
    [{ 'Mcp-Name': '=?base64?!?=' }, 'malformed'],
    [{ 'Mcp-Name': 'é' }, 'not-encoded'],
  ])('says what is wrong with %j', (headers, fault) => {
    const faults = standardHeaders(exchange({ ...CALL, headers })).flatMap((header) => header.fault ?? []);
    expect(faults).toEqual([fault]);
  });

  it('reads the headers of what was recorded without a table', () => {
    const seen = { ...exchange({ ...CALL, headers: { 'Mcp-Name': 'x' } }), routing: [] };
    expect(standardHeaders(seen).at(-1)).toMatchObject({ of: 'name', fault: 'mismatch' });
  });

  it('takes a header twice with different values as a lie', () => {
    const headerList = [
      ['MCP-Protocol-Version', '2026-07-28'],
      ['Mcp-Method', 'tools/list'],
      ['Mcp-Method', 'tools/call'],
    ] as const;
    expect(standardHeaders(exchange({ headerList })).at(1)).toMatchObject({ fault: 'mismatch' });
  });
});

describe('paramHeaders', () => {
  it('gives a line for each annotation of the tool that was listed last', () => {
    const call = exchange(routeCall({ region: 'us', shard: null }, { 'Mcp-Param-Region': 'eu' }));
    expect(paramHeaders(call, listed()).map(({ line, fault }) => [line.header, fault])).toEqual([
      ['Mcp-Param-Region', 'mismatch'],
      ['Mcp-Param-Shard', undefined],
    ]);
    expect(mirroredHeaders(call, listed())).toHaveLength(5);
    expect(paramHeaders(call, new Knowledge())).toEqual([]);
  });
});

it('knows the tool that is called', () => {
  expect(calledTool(exchange(routeCall({})), listed())).toEqual(ANNOTATED);
  expect(calledTool(exchange(CALL), listed())).toBeUndefined();
  expect(calledTool(exchange(), listed())).toBeUndefined();
});

it('reads no annotations from a tool that clients leave out', () => {
  expect(annotationsOf(ANNOTATED)).toHaveLength(2);
  expect(
    annotationsOf({ type: 'object', properties: { a: { type: 'number', 'x-mcp-header': 'A' } } }),
  ).toEqual([]);
  expect(annotationsOf(undefined)).toEqual([]);
});

it.each([
  [{}, true],
  [{ row: { era: 'legacy' } } as const, false],
  [{ row: { transport: 'stdio' } } as const, false],
  [{ httpMethod: 'PUT' }, false],
  [{ method: 'initialize' }, false],
  [{ body: { jsonrpc: '2.0', method: 'notifications/x' } }, false],
])('knows whether headers mirror the body of %j', (parts, expected) => {
  expect(mirrorsHeaders(exchange(parts))).toBe(expected);
});
