import { describe, expect, it } from 'vitest';
import { headerMarks } from '../../../../../renderer/ui/schema-form/header-marks.ts';
import { readParamHeaders } from '../../../../../engine/protocol/modern/param-headers.ts';

describe('headerMarks', () => {
  const schema = {
    type: 'object',
    properties: {
      region: { type: 'string', 'x-mcp-header': 'Region' },
      deep: { type: 'object', properties: { 'a/b': { type: ['integer', 'null'], 'x-mcp-header': 'Shard' } } },
      plain: { type: 'string' },
    },
  };

  it('finds the headers where the engine finds them', () => {
    const marks = headerMarks(schema);
    expect([...marks]).toEqual([
      ['/region', 'Mcp-Param-Region'],
      ['/deep/a~1b', 'Mcp-Param-Shard'],
    ]);
    const read = readParamHeaders(schema);
    expect(read.valid && read.headers.map((own) => own.header)).toEqual([...marks.values()]);
  });

  it.each([
    { 'x-mcp-header': 'Whole' },
    { properties: { a: { type: 'number', 'x-mcp-header': 'Number' } } },
    { properties: { a: { type: 'string', 'x-mcp-header': 'no header name' } } },
    { properties: { a: { type: 'string', 'x-mcp-header': 7 } } },
    { properties: { a: { type: 'array', items: { type: 'string', 'x-mcp-header': 'Item' } } } },
    { anyOf: [{ properties: { a: { type: 'string', 'x-mcp-header': 'Either' } } }] },
    'nonsense',
    undefined,
  ])('marks nothing in %j', (odd) => {
    expect([...headerMarks(odd)]).toEqual([]);
  });
});
