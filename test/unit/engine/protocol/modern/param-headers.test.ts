import { describe, expect, it } from 'vitest';
import {
  paramText,
  readParamHeaders,
  valueAtPath,
  type ParamHeader,
} from '../../../../../engine/protocol/modern/param-headers.ts';
import type { JsonValue } from '../../../../../shared/model/draft.ts';

function tool(properties: JsonValue): JsonValue {
  return { type: 'object', properties };
}

function reasonOf(schema: JsonValue): string {
  const read = readParamHeaders(schema);
  return read.valid ? 'valid' : read.reason;
}

describe('readParamHeaders', () => {
  it('finds annotations at any depth of properties', () => {
    const schema = tool({
      region: { type: 'string', 'x-mcp-header': 'Region' },
      where: { type: 'object', properties: { shard: { type: 'integer', 'x-mcp-header': 'Shard' } } },
      dry: { type: ['boolean', 'null'], 'x-mcp-header': 'Dry-Run' },
      query: { type: 'string' },
    });
    expect(readParamHeaders(schema)).toEqual({
      valid: true,
      headers: [
        { header: 'Mcp-Param-Region', path: ['region'], type: 'string' },
        { header: 'Mcp-Param-Shard', path: ['where', 'shard'], type: 'integer' },
        { header: 'Mcp-Param-Dry-Run', path: ['dry'], type: 'boolean' },
      ],
    });
  });

  it('takes a property that happens to be called like a keyword for a property', () => {
    const schema = tool({ items: { type: 'string', 'x-mcp-header': 'Items' } });
    expect(readParamHeaders(schema)).toMatchObject({ valid: true, headers: [{ path: ['items'] }] });
  });

  it('ignores annotation-like keys inside data', () => {
    expect(reasonOf(tool({ a: { type: 'object', default: { 'x-mcp-header': 'X' } } }))).toBe('valid');
  });

  it.each([
    ['an empty name', tool({ a: { type: 'string', 'x-mcp-header': '' } }), 'not empty'],
    ['a name that is no string', tool({ a: { type: 'string', 'x-mcp-header': 5 } }), 'not empty'],
    ['a space', tool({ a: { type: 'string', 'x-mcp-header': 'My Region' } }), 'no valid header name'],
    ['a line feed', tool({ a: { type: 'string', 'x-mcp-header': 'R\n' } }), 'no valid header name'],
    ['a colon', tool({ a: { type: 'string', 'x-mcp-header': 'R:' } }), 'no valid header name'],
    ['type number', tool({ a: { type: 'number', 'x-mcp-header': 'R' } }), 'only string, integer and boolean'],
    ['type object', tool({ a: { type: 'object', 'x-mcp-header': 'R' } }), 'only string, integer and boolean'],
    ['no type', tool({ a: { 'x-mcp-header': 'R' } }), 'only string, integer and boolean'],
    ['two types', tool({ a: { type: ['string', 'integer'], 'x-mcp-header': 'R' } }), 'only string'],
    [
      'a name used twice in other case',
      tool({ a: { type: 'string', 'x-mcp-header': 'R' }, b: { type: 'string', 'x-mcp-header': 'r' } }),
      'used twice',
    ],
    [
      'items',
      tool({ a: { type: 'array', items: { type: 'string', 'x-mcp-header': 'R' } } }),
      'not reachable through "properties"',
    ],
    [
      'properties under items',
      tool({ a: { type: 'array', items: tool({ b: { type: 'string', 'x-mcp-header': 'R' } }) } }),
      'not reachable',
    ],
    ['oneOf', { oneOf: [tool({ a: { type: 'string', 'x-mcp-header': 'R' } })] }, 'not reachable'],
    ['if', { if: tool({ a: { type: 'string', 'x-mcp-header': 'R' } }) }, 'not reachable'],
    ['$defs', { $defs: { a: { type: 'string', 'x-mcp-header': 'R' } } }, 'not reachable'],
    ['the root', { type: 'string', 'x-mcp-header': 'R' }, 'not reachable'],
  ] as const)('refuses an annotation with or under %s', (_, schema, reason) => {
    expect(reasonOf(schema)).toContain(reason);
  });

  it('ends on a schema of absurd depth', () => {
    let schema: JsonValue = { type: 'string' };
    for (let depth = 0; depth < 500; depth += 1) schema = { not: schema };
    expect(reasonOf(schema)).toContain('nested deeper');
  });
});

describe('paramText', () => {
  const param: ParamHeader = { header: 'Mcp-Param-X', path: ['x'], type: 'string' };

  it.each([
    ['text', 'text'],
    [42, '42'],
    [-7, '-7'],
    [true, 'true'],
    [false, 'false'],
  ])('writes %j as %j', (value, text) => {
    expect(paramText(param, value)).toEqual({ kind: 'text', text });
  });

  it('sends nothing for null and for no value', () => {
    expect(paramText(param, null)).toEqual({ kind: 'absent' });
    expect(paramText(param, undefined)).toEqual({ kind: 'absent' });
  });

  it.each([[1.5], [2 ** 53], [['a']], [{}]])('refuses %j', (value) => {
    expect(paramText(param, value).kind).toBe('unsuitable');
  });
});

describe('valueAtPath', () => {
  it('does not climb into prototypes or arrays', () => {
    expect(valueAtPath({ a: { b: 1 } }, ['a', 'b'])).toBe(1);
    expect(valueAtPath({}, ['constructor'])).toBeUndefined();
    expect(valueAtPath({ a: [1] }, ['a', '0'])).toBeUndefined();
  });
});
