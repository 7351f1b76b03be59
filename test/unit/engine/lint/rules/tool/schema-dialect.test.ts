import { expect, it } from 'vitest';
import { schemaDialect } from '../../../../../../engine/lint/rules/tool/schema-dialect.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const lists = (...dialects: readonly (string | undefined)[]) => ({
  result: {
    tools: dialects.map(($schema, at) => ({
      name: `tool${String(at)}`,
      inputSchema: { type: 'object', ...($schema !== undefined && { $schema }) },
    })),
  },
});

it('takes 2020-12, however it is written', () => {
  const named = 'json-schema.org/draft/2020-12/schema';
  expect(findingsOf(schemaDialect, lists(undefined, `https://${named}`, `http://${named}#`))).toEqual([]);
});

it('warns once of each other dialect', () => {
  const draft7 = 'http://json-schema.org/draft-07/schema#';
  const findings = findingsOf(schemaDialect, lists(undefined, draft7, draft7, 'https://example.com/d'));
  expect(findings).toMatchObject([
    { severity: 'warning', pointer: 'event:0:/result/tools/1/inputSchema/$schema', found: `"${draft7}"` },
    { pointer: 'event:0:/result/tools/3/inputSchema/$schema' },
  ]);
  expect(findings[0]?.message).toContain('2 tools');
});
