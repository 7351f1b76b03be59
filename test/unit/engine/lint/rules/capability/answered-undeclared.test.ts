import { expect, it } from 'vitest';
import { answeredUndeclared } from '../../../../../../engine/lint/rules/capability/answered-undeclared.ts';
import { findingsOf, META } from '../../../../../support/lint/exchange.ts';

const answering = (response: object, declared: object, origin: 'gateway' | 'composer' = 'gateway') =>
  findingsOf(answeredUndeclared, {
    method: 'tools/call',
    row: { origin },
    meta: { ...META, 'io.modelcontextprotocol/clientCapabilities': declared as never },
    params: { name: 'a', inputResponses: { 'who/1': response as never } },
    result: { content: [] },
  });

const form = { action: 'accept', content: {} };
const text = { role: 'assistant', model: 'm', content: { type: 'text', text: 'x' } };
const use = { ...text, content: [{ type: 'tool_use', id: '1', name: 'a', input: {} }] };

it.each([
  [form, { elicitation: {} }],
  [{ roots: [] }, { roots: {} }],
  [text, { sampling: {} }],
  [use, { sampling: { tools: {} } }],
  [{ action: 'decline' }, {}],
])('is content with %j where %j is declared', (response, declared) => {
  expect(answering(response, declared)).toEqual([]);
});

it.each([
  [form, {}, 'elicitation'],
  [{ roots: [] }, { sampling: {} }, 'roots'],
  [text, {}, 'sampling'],
  [use, { sampling: {} }, 'sampling.tools'],
])('finds %j where only %j is', (response, declared, missing) => {
  expect(answering(response, declared)).toMatchObject([
    {
      side: 'client',
      pointer: 'request:/params/inputResponses/who~11',
      expected: `${missing} in clientCapabilities`,
    },
  ]);
});

it('spares what Hopscope sent for a person', () => {
  expect(answering(form, {}, 'composer')).toEqual([]);
});
