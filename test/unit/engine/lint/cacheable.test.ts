import { expect, it } from 'vitest';
import { cacheableResultOf } from '../../../../engine/lint/cacheable.ts';
import { exchange } from '../../../support/lint/exchange.ts';

it.each([
  ['a list', exchange({ method: 'prompts/list', result: { prompts: [] } }), true],
  ['a result without a type', exchange({ method: 'resources/read', result: {}, bare: true }), true],
  ['another method', exchange({ method: 'tools/call', result: { content: [] } }), false],
  ['a question', exchange({ method: 'resources/read', result: { resultType: 'input_required' } }), false],
  ['an error', exchange({ error: { code: -32603 } }), false],
])('knows whether %s carries caching hints', (_, seen, carries) => {
  expect(cacheableResultOf(seen) !== undefined).toBe(carries);
});
