import { describe, expect, it } from 'vitest';
import { isHeaderFault, routingTable } from '../../../../../engine/protocol/modern/routing-table.ts';
import type { JsonValue } from '../../../../../shared/model/draft.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';

const SCHEMA: JsonValue = {
  type: 'object',
  properties: {
    region: { type: 'string', 'x-mcp-header': 'Region' },
    shard: { type: 'integer', 'x-mcp-header': 'Shard' },
  },
};

function body(method: string, params: Record<string, JsonValue> = {}): JsonValue {
  return {
    jsonrpc: '2.0',
    id: 1,
    method,
    params: { ...params, _meta: { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' } },
  };
}

const VERSION: HeaderList = [['MCP-Protocol-Version', '2026-07-28']];

function verdicts(headers: HeaderList, json: JsonValue, schema?: JsonValue): Record<string, string> {
  return Object.fromEntries(
    routingTable(headers, json, schema).map((line) => [line.header.toLowerCase(), line.verdict]),
  );
}

describe('routingTable', () => {
  it('matches each header to the field that it mirrors, whatever the case of its name', () => {
    const lines = routingTable(
      [
        ['mcp-protocol-version', '2026-07-28'],
        ['MCP-METHOD', 'tools/call'],
        ['mcp-name', 'whoami'],
      ],
      body('tools/call', { name: 'whoami' }),
    );
    expect(lines.map(({ field, verdict }) => [field, verdict])).toEqual([
      ['params._meta["io.modelcontextprotocol/protocolVersion"]', 'match'],
      ['method', 'match'],
      ['params.name', 'match'],
    ]);
    expect(lines.some(isHeaderFault)).toBe(false);
  });

  it('sees a lying, a missing and a wrong-case value', () => {
    const call = body('tools/call', { name: 'whoami' });
    expect(verdicts([...VERSION, ['Mcp-Method', 'Tools/Call'], ['Mcp-Name', 'slow']], call)).toEqual({
      'mcp-protocol-version': 'match',
      'mcp-method': 'mismatch',
      'mcp-name': 'mismatch',
    });
    expect(verdicts([], call)).toEqual({
      'mcp-protocol-version': 'missing',
      'mcp-method': 'missing',
      'mcp-name': 'missing',
    });
  });

  it('takes the name from uri and taskId where the method says so, and asks for none elsewhere', () => {
    const read = body('resources/read', { uri: 'config://app' });
    expect(verdicts([['Mcp-Name', 'config://app']], read)['mcp-name']).toBe('match');
    const task = body('tasks/get', { taskId: 't1' });
    expect(verdicts([['Mcp-Name', 't2']], task)['mcp-name']).toBe('mismatch');
    expect(verdicts([['Mcp-Name', 'x']], body('tools/list'))['mcp-name']).toBe('not-needed');
  });

  it('decodes the Base64 form before it compares, and shows both', () => {
    const [, , line] = routingTable(
      [...VERSION, ['Mcp-Method', 'tools/call'], ['Mcp-Name', '=?base64?d2hvYW1p?=']],
      body('tools/call', { name: 'whoami' }),
    );
    expect(line).toMatchObject({ verdict: 'match', value: '=?base64?d2hvYW1p?=', decoded: 'whoami' });
    const broken = verdicts([['Mcp-Name', '=?base64?!?=']], body('tools/call', { name: 'whoami' }));
    expect(broken['mcp-name']).toBe('invalid');
  });

  it('does not decode headers that have no encoded form', () => {
    const lines = verdicts([['Mcp-Method', '=?base64?dG9vbHMvbGlzdA==?=']], body('tools/list'));
    expect(lines['mcp-method']).toBe('mismatch');
  });

  it('compares integers as numbers and leaves out what null or absence leaves out', () => {
    const call = body('tools/call', { name: 'r', arguments: { region: null, shard: 42 } });
    const lines = verdicts([['Mcp-Param-Shard', '42.0']], call, SCHEMA);
    expect(lines).toMatchObject({ 'mcp-param-shard': 'match', 'mcp-param-region': 'not-needed' });
    expect(verdicts([['Mcp-Param-Shard', '43']], call, SCHEMA)['mcp-param-shard']).toBe('mismatch');
  });

  it('names a parameter header that is missing, that the body contradicts, and one that nobody knows', () => {
    const call = body('tools/call', { name: 'r', arguments: { region: 'eu' } });
    expect(verdicts([], call, SCHEMA)['mcp-param-region']).toBe('missing');
    expect(verdicts([['Mcp-Param-Shard', '1']], call, SCHEMA)['mcp-param-shard']).toBe('mismatch');
    expect(verdicts([['Mcp-Param-Zzz', '1']], call, SCHEMA)['mcp-param-zzz']).toBe('not-needed');
  });

  it('says that it cannot judge a parameter header without the tool’s schema', () => {
    const call = body('tools/call', { name: 'r', arguments: { region: 'eu' } });
    const noteOf = (schema?: JsonValue): string | undefined =>
      routingTable([['Mcp-Param-Zzz', 'us']], call, schema).find((line) => line.header === 'Mcp-Param-Zzz')
        ?.note;
    expect(noteOf()).toContain('schema is not known');
    expect(noteOf(SCHEMA)).toContain('servers ignore it');
  });

  it('calls a header sent twice with different values a mismatch, with one value a match', () => {
    const list = body('tools/list');
    const twice = (second: string): HeaderList => [
      ['Mcp-Method', 'tools/list'],
      ['Mcp-Method', second],
    ];
    expect(verdicts(twice('tools/call'), list)['mcp-method']).toBe('mismatch');
    expect(verdicts(twice('tools/list'), list)['mcp-method']).toBe('match');
  });

  it('has nothing to say of a body that is no request', () => {
    expect(routingTable([['Mcp-Method', 'x']], null)).toEqual([]);
    expect(routingTable([['Mcp-Method', 'x']], [1])).toEqual([]);
  });
});
