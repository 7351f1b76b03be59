import { expect, it } from 'vitest';
import { includeContextUndeclared } from '../../../../../../engine/lint/rules/sampling/include-context-undeclared.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const asks = (includeContext: string, capabilities: JsonObject) => ({
  method: 'tools/call',
  params: { name: 'a' },
  meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': capabilities },
  result: {
    resultType: 'input_required',
    inputRequests: { q: { method: 'sampling/createMessage', params: { messages: [], includeContext } } },
  },
});

it('warns where the client did not declare it', () => {
  expect(findingsOf(includeContextUndeclared, asks('allServers', { sampling: {} }))).toMatchObject([
    { severity: 'warning', pointer: 'event:0:/result/inputRequests/q/params/includeContext' },
  ]);
});

it('leaves alone who declared it, and none', () => {
  expect(findingsOf(includeContextUndeclared, asks('thisServer', { sampling: { context: {} } }))).toEqual([]);
  expect(findingsOf(includeContextUndeclared, asks('none', { sampling: {} }))).toEqual([]);
});
