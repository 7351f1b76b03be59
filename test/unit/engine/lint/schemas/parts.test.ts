import { expect, it } from 'vitest';
import * as parts from '../../../../../engine/lint/schemas/parts.ts';

const fits = (part: keyof typeof parts, value: unknown) => parts[part].safeParse(value).success;
const form = { type: 'object', properties: { a: { type: 'string' } } };

it.each<[keyof typeof parts, unknown]>([
  ['ContentBlock', { type: 'text', text: 'a', annotations: { lastModified: 'in May' } }],
  ['ContentBlock', { type: 'image', data: 'no Base64', mimeType: 'image/png' }],
  ['ContentBlock', { type: 'resource', resource: {} }],
  ['Resource', { name: 'a', uri: 'anything', _meta: {} }],
  ['Tool', { name: 'a', inputSchema: { type: 'object', required: 7 }, execution: 7, outputSchema: 7 }],
  ['Tool', { name: 'a', inputSchema: 'judged by a rule of its own' }],
  [
    'ClientCapabilities',
    { roots: { listChanged: 7 }, tasks: 7, elicitation: { form: { applyDefaults: 7 } } },
  ],
  ['ServerCapabilities', { tasks: 7, tools: {} }],
  ['InputRequests', { a: { method: 'elicitation/create', params: { mode: 'url', message: 'a', url: 'x' } } }],
  ['InputRequests', { a: { method: 'elicitation/create', params: { message: 'a', requestedSchema: form } } }],
  ['InputRequests', { a: { method: 'roots/list' } }],
  ['InputResponses', { a: { action: 'cancel' }, b: { roots: [{ uri: 'https://not-a-file' }] } }],
])('%s takes %j', (part, value) => {
  expect(fits(part, value)).toBe(true);
});

it.each<[keyof typeof parts, unknown]>([
  ['ContentBlock', { type: 'tool_use', id: 'a', name: 'a', input: {} }],
  ['Contents', { uri: 'a' }],
  ['Tool', { name: 'a' }],
  ['Tool', { name: 'a', inputSchema: { type: 'array' } }],
  ['ClientCapabilities', { extensions: { 'com.example/a': true } }],
  ['ServerCapabilities', { tools: { listChanged: 'yes' } }],
  ['RequestMeta', { 'io.modelcontextprotocol/protocolVersion': 1 }],
  ['ResultMeta', { 'io.modelcontextprotocol/serverInfo': { name: 'a' } }],
  ['InputRequests', { a: { method: 'elicitation/create', params: { mode: 'url', message: 'a' } } }],
  ['InputRequests', { a: { method: 'sampling/createMessage', params: { messages: [] } } }],
  ['InputResponses', { a: { action: 'accept', content: { a: {} } } }],
])('%s does not take %j', (part, value) => {
  expect(fits(part, value)).toBe(false);
});
