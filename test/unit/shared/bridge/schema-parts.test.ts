import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import * as parts from '../../../../shared/bridge/schema-parts.ts';

const { INPUT_LIMITS } = parts;

describe('the parts of schemas', () => {
  it.each<[string, z.ZodType, unknown, readonly unknown[]]>([
    ['an id', parts.id, 'a', ['', 'x'.repeat(INPUT_LIMITS.id + 1), 7]],
    ['a path', parts.path, '/srv', ['', 'x'.repeat(INPUT_LIMITS.path + 1)]],
    ['a count', parts.count(3), 3, [-1, 4, 1.5, Number.NaN]],
    ['a place', parts.place, 0, [-1, 0.5]],
    ['an era', parts.era, 'legacy', ['auto', 'Modern']],
    ['a header list', parts.headerList, [['A', 'b']], [[['A']], [['A', 'b', 'c']], { A: 'b' }]],
    ['a JSON object', parts.jsonObject, { a: [1, null] }, [[], null, 'x', { a: undefined }]],
    ['a list of ids', parts.idList, ['a', 'b'], [[''], 'a']],
    [
      'a command',
      parts.stdioCommand,
      { command: 'node', args: [], env: {} },
      [
        { command: '', args: [], env: {} },
        { command: 'node', args: 'x', env: {} },
        { command: 'node', args: [], env: { A: 1 } },
      ],
    ],
  ])('%s', (_what, schema, good, bad) => {
    expect(schema.safeParse(good)).toMatchObject({ success: true, data: good });
    for (const value of bad) expect(schema.safeParse(value).success).toBe(false);
  });

  it('bounds depth and size of JSON', () => {
    let deep: unknown = 1;
    for (let level = 0; level <= INPUT_LIMITS.jsonDepth; level += 1) deep = [deep];
    expect(parts.json.safeParse(deep).success).toBe(false);
    expect(parts.json.safeParse([[1]]).success).toBe(true);
  });
});
