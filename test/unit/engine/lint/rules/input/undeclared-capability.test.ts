import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { undeclaredCapability } from '../../../../../../engine/lint/rules/input/undeclared-capability.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

function asking(request: JsonObject, capabilities?: JsonObject) {
  const { 'io.modelcontextprotocol/clientCapabilities': _, ...rest } = META;
  return {
    method: 'tools/call',
    params: { name: 'a' },
    meta: { ...rest, ...(capabilities && { 'io.modelcontextprotocol/clientCapabilities': capabilities }) },
    result: { resultType: 'input_required', inputRequests: { k: request } },
  };
}

const roots = { method: 'roots/list' };
const sampling = { method: 'sampling/createMessage', params: {} };
const tools = { method: 'sampling/createMessage', params: { tools: [] } };
const form = { method: 'elicitation/create', params: {} };
const url = { method: 'elicitation/create', params: { mode: 'url' } };

it.each<[JsonObject, JsonObject]>([
  [roots, { roots: {} }],
  [sampling, { sampling: {} }],
  [tools, { sampling: { tools: {} } }],
  [form, { elicitation: {} }],
  [form, { elicitation: { form: {}, url: {} } }],
  [url, { elicitation: { url: {} } }],
  [{ method: 'com.example/ask' }, {}],
])('lets ask for %j where %j was declared', (request, capabilities) => {
  expect(findingsOf(undeclaredCapability, asking(request, capabilities))).toEqual([]);
});

it.each<[JsonObject, JsonObject | undefined, string]>([
  [roots, { sampling: {} }, 'roots'],
  [roots, undefined, 'roots'],
  [sampling, {}, 'sampling'],
  [tools, { sampling: {} }, 'sampling.tools'],
  [form, { elicitation: { url: {} } }, 'elicitation.form'],
  [url, { elicitation: {} }, 'elicitation.url'],
  [url, { elicitation: { form: {} } }, 'elicitation.url'],
])('finds %j where %j was declared', (request, capabilities, missing) => {
  expect(findingsOf(undeclaredCapability, asking(request, capabilities))).toMatchObject([
    { expected: `clientCapabilities.${missing}`, pointer: 'event:0:/result/inputRequests/k' },
  ]);
});

it('does not count what an earlier request declared', () => {
  expect(findingsOf(undeclaredCapability, asking(roots, { roots: {} }), asking(roots, {}))).toHaveLength(1);
});
