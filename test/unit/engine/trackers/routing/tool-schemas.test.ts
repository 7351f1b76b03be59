import { expect, it } from 'vitest';
import { createToolSchemas } from '../../../../../engine/trackers/routing/tool-schemas.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

const ASKING = { properties: { a: { type: 'string', 'x-mcp-header': 'A' } } };
const BROKEN = { properties: { a: { type: 'array', 'x-mcp-header': 'A' } } };

it('knows of listed tools alone whether they ask for headers', () => {
  const schemas = createToolSchemas();
  const call = (name: string) => exchange({ method: 'tools/call', params: { name } });
  expect(schemas.of(call('asks'))).toBeUndefined();
  schemas.learn(
    exchange({
      result: {
        tools: [
          { name: 'asks', inputSchema: ASKING },
          { name: 'plain', inputSchema: { type: 'object' } },
          { name: 'broken', inputSchema: BROKEN },
          'no tool',
        ],
      },
    }),
  );
  expect(schemas.of(call('asks'))).toEqual(ASKING);
  expect(schemas.of(call('plain'))).toBe(true);
  expect(schemas.of(call('broken'))).toBeUndefined();
  expect(schemas.of(exchange({ method: 'prompts/get', params: { name: 'asks' } }))).toBeUndefined();
});
