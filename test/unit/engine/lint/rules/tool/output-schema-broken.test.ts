import { expect, it } from 'vitest';
import { outputSchemaBroken } from '../../../../../../engine/lint/rules/tool/output-schema-broken.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

const OUTPUT = { type: 'object', properties: { celsius: { type: 'number' } }, required: ['celsius'] };
const lists = (outputSchema: JsonObject = OUTPUT): ExchangeParts => ({
  result: { tools: [{ name: 'weather', inputSchema: { type: 'object' }, outputSchema }] },
});
const gives = (result: JsonObject): ExchangeParts => ({
  method: 'tools/call',
  params: { name: 'weather' },
  result: { content: [], ...result },
});

it('takes what fits', () => {
  expect(findingsOf(outputSchemaBroken, lists(), gives({ structuredContent: { celsius: 5 } }))).toEqual([]);
});

it('finds what does not fit, and what is missing', () => {
  expect(
    findingsOf(outputSchemaBroken, lists(), gives({ structuredContent: { celsius: '5' } })),
  ).toMatchObject([{ severity: 'error', pointer: 'event:0:/result/structuredContent/celsius' }]);
  expect(findingsOf(outputSchemaBroken, lists(), gives({}))).toMatchObject([{ pointer: 'event:0:/result' }]);
});

it.each<[string, readonly ExchangeParts[]]>([
  ['tools that failed', [lists(), gives({ isError: true })]],
  ['results that ask for input', [lists(), gives({ resultType: 'input_required' })]],
  ['tools that nobody listed', [gives({})]],
  ['lists that came later', [gives({}), lists()]],
  [
    'dialects that nobody knows',
    [lists({ ...OUTPUT, $schema: 'https://example.com/d' }), gives({ structuredContent: {} })],
  ],
])('leaves alone %s', (_, parts) => {
  expect(findingsOf(outputSchemaBroken, ...parts)).toEqual([]);
});

it('leaves alone what was listed before the list changed', () => {
  const changed = { jsonrpc: '2.0', method: 'notifications/tools/list_changed' };
  const listens: ExchangeParts = { method: 'subscriptions/listen', stream: [changed], result: {} };
  expect(findingsOf(outputSchemaBroken, lists(), listens, gives({ structuredContent: {} }))).toEqual([]);
});
