import { expect, it } from 'vitest';
import { expectedAnswer } from '../../../../engine/capture/expected-answer.ts';

it.each([
  ['{"jsonrpc":"2.0","id":7,"method":"tools/list"}', { expects: 'answer', requestId: 7 }],
  ['{"jsonrpc":"2.0","id":"a","method":"tools/list"}', { expects: 'answer', requestId: 'a' }],
  ['{"jsonrpc":"2.0","id":null,"method":"tools/list"}', { expects: 'answer' }],
  ['{"jsonrpc":"2.0","method":"notifications/cancelled"}', { expects: 'nothing' }],
  ['[1]', { expects: 'answer' }],
  ['null', { expects: 'answer' }],
  ['<html>', { expects: 'answer' }],
  ['', { expects: 'answer' }],
])('%s', (body, expected) => {
  expect(expectedAnswer(Buffer.from(body), 'legacy')).toEqual(expected);
});

const request = (meta: object) =>
  Buffer.from(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { _meta: meta } }));

it.each([
  ['without capabilities', {}, ['complete', 'input_required']],
  [
    'with other extensions',
    { 'io.modelcontextprotocol/clientCapabilities': { extensions: { 'com.example/a': {} } } },
    ['complete', 'input_required'],
  ],
  [
    'with the tasks extension',
    { 'io.modelcontextprotocol/clientCapabilities': { extensions: { 'io.modelcontextprotocol/tasks': {} } } },
    ['complete', 'input_required', 'task'],
  ],
])('knows these kinds of result %s', (_case, meta, resultTypes) => {
  expect(expectedAnswer(request(meta), 'modern')).toEqual({ expects: 'answer', requestId: 1, resultTypes });
  expect(expectedAnswer(request(meta), 'legacy')).toEqual({ expects: 'answer', requestId: 1 });
});

it('knows kinds of result for what can have one only', () => {
  expect(
    expectedAnswer(Buffer.from('{"jsonrpc":"2.0","method":"notifications/cancelled"}'), 'modern'),
  ).toEqual({ expects: 'nothing' });
  expect(
    expectedAnswer(Buffer.from('{"jsonrpc":"2.0","id":1,"method":"m","params":null}'), 'modern'),
  ).toEqual({
    expects: 'answer',
    requestId: 1,
    resultTypes: ['complete', 'input_required'],
  });
});
