import { describe, expect, it } from 'vitest';
import { RoutingMemory } from '../../../../../engine/gateway/record/routing-memory.ts';
import { routingTable } from '../../../../../engine/protocol/modern/routing-table.ts';
import type { JsonValue } from '../../../../../shared/model/draft.ts';
import type { HeaderList } from '../../../../../shared/model/headers.ts';

const HEADERS: HeaderList = [
  ['Content-Type', 'application/json'],
  ['MCP-Protocol-Version', '2026-07-28'],
  ['mcp-method', 'tools/call'],
  ['Mcp-Name', 'echo'],
];
const META = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28' };

function call(params: JsonValue = { name: 'echo', _meta: META }, method = 'tools/call'): JsonValue {
  return { jsonrpc: '2.0', id: 1, method, params };
}

describe('RoutingMemory', () => {
  it('makes one table for requests that say the same, whatever else is in them', () => {
    const memory = new RoutingMemory();
    const first = memory.table(HEADERS, call());
    const other = { name: 'echo', arguments: { text: 'x' }, _meta: META };
    expect(memory.table([['Host', 'a'], ...HEADERS], call(other))).toBe(first);
    expect(first).toEqual(routingTable(HEADERS, call()));
  });

  it.each<[string, HeaderList, JsonValue]>([
    ['another value of a header', HEADERS.map(([name]) => [name, 'x'] as const), call()],
    ['another case of a name', HEADERS.map(([name, value]) => [name.toUpperCase(), value] as const), call()],
    ['a header that is missing', HEADERS.slice(0, 3), call()],
    ['a header twice', [...HEADERS, ['Mcp-Name', 'echo2']], call()],
    ['headers in another order', [...HEADERS].reverse(), call()],
    ['one that nothing asks for', [...HEADERS, ['Mcp-Param-City', 'Rome']], call()],
    ['another name', HEADERS, call({ name: 'other', _meta: META })],
    ['no name', HEADERS, call({ _meta: META })],
    ['a name that is no text', HEADERS, call({ name: 5, _meta: META })],
    ['a name that looks like none', HEADERS, call({ name: '-', _meta: META })],
    ['another method', HEADERS, call({ name: 'echo', _meta: META }, 'prompts/get')],
    ['no version', HEADERS, call({ name: 'echo' })],
    ['no params', HEADERS, call(null)],
    ['no method', HEADERS, { jsonrpc: '2.0', id: 1, result: {} }],
    ['a batch', HEADERS, [call()]],
    ['a very long name', HEADERS, call({ name: 'x'.repeat(1_000), _meta: META })],
  ])('tells apart %s', (_what, headers, body) => {
    const memory = new RoutingMemory();
    memory.table(HEADERS, call());
    expect(memory.table(headers, body)).toEqual(routingTable(headers, body));
    expect(memory.table(headers, body)).toEqual(routingTable(headers, body));
  });

  it('forgets what it has when there is too much of it', () => {
    const memory = new RoutingMemory();
    const first = memory.table(HEADERS, call());
    for (let name = 0; name < 200; name += 1)
      memory.table(HEADERS, call({ name: String(name), _meta: META }));
    const again = memory.table(HEADERS, call());
    expect(again).not.toBe(first);
    expect(again).toEqual(first);
  });
});
