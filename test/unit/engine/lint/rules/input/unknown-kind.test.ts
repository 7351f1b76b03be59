import { expect, it } from 'vitest';
import { unknownKind } from '../../../../../../engine/lint/rules/input/unknown-kind.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

function asking(method: string, capabilities = {}) {
  return {
    method: 'tools/call',
    params: { name: 'a' },
    meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': capabilities },
    result: { resultType: 'input_required', inputRequests: { k: { method } } },
  };
}

it.each(['elicitation/create', 'sampling/createMessage', 'roots/list'])('knows %s', (method) => {
  expect(findingsOf(unknownKind, asking(method))).toEqual([]);
});

it('finds a request that no client can be asked for', () => {
  expect(findingsOf(unknownKind, asking('com.example/ask'))).toMatchObject([
    { found: 'com.example/ask', pointer: 'event:0:/result/inputRequests/k/method' },
  ]);
});

it('lets an extension in force add kinds, but not turn the client’s own requests into some', () => {
  const capabilities = { extensions: { 'com.example/ask': {} } };
  expect(findingsOf(unknownKind, asking('com.example/ask', capabilities))).toEqual([]);
  expect(findingsOf(unknownKind, asking('tools/call', capabilities))).toHaveLength(1);
});
