import { expect, it } from 'vitest';
import { resourceIncomplete } from '../../../../../../engine/lint/rules/content/resource-incomplete.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const prompt = (content: JsonObject) => ({
  method: 'prompts/get',
  params: { name: 'a' },
  result: { messages: [{ role: 'user', content }] },
});
const tool = (content: JsonObject) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: { content: [content] },
});
const WHOLE = { uri: 'file:///a', mimeType: 'text/plain', text: '' };

it('takes whole ones, links, and in tools those of unknown type', () => {
  expect(findingsOf(resourceIncomplete, prompt({ type: 'resource', resource: WHOLE }))).toEqual([]);
  expect(
    findingsOf(resourceIncomplete, prompt({ type: 'resource_link', uri: 'file:///a', name: 'a' })),
  ).toEqual([]);
  const untyped = { type: 'resource', resource: { uri: 'file:///a', blob: '' } };
  expect(findingsOf(resourceIncomplete, tool(untyped))).toEqual([]);
});

it.each([['uri'], ['mimeType'], ['text']])('misses %s', (member) => {
  const resource = Object.fromEntries(Object.entries(WHOLE).filter(([key]) => key !== member));
  expect(findingsOf(resourceIncomplete, prompt({ type: 'resource', resource }))).toMatchObject([
    { severity: 'error', pointer: 'event:0:/result/messages/0/content/resource' },
  ]);
});

it('misses everything', () => {
  expect(findingsOf(resourceIncomplete, tool({ type: 'resource' }))).toMatchObject([
    { pointer: 'event:0:/result/content/0', found: 'no uri, no text, no blob' },
  ]);
});
