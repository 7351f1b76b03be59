import { expect, test } from 'vitest';
import { resultText } from '../../../../cli/output/result-text.ts';

test('a tool’s content: text as it is, the rest named', () => {
  const text = resultText({
    resultType: 'complete',
    content: [
      { type: 'text', text: 'line one\nline two' },
      { type: 'image', mimeType: 'image/png', data: 'AAAAAAAA' },
      { type: 'resource_link', uri: 'config://app', name: 'x' },
      { type: 'resource', resource: { uri: 'a:b', text: 'inside' } },
      { type: 'new', more: 1 },
    ],
  });
  expect(text).toContain('line one\nline two\n[image image/png, 6 B]\n[resource config://app]\ninside\n');
  expect(text).toContain('"more": 1');
});

test('structured content that the text repeats is shown once', () => {
  const structuredContent = { a: 1 };
  const twice = { content: [{ type: 'text', text: '{ "a": 1 }' }], structuredContent };
  expect(resultText(twice)).toBe('{ "a": 1 }');
  expect(resultText({ content: [{ type: 'text', text: 'one' }], structuredContent })).toBe(
    'one\n{\n  "a": 1\n}',
  );
});

test('resources, prompts, questions, anything else', () => {
  expect(
    resultText({
      contents: [
        { uri: 'a:', text: 'T' },
        { uri: 'b:', mimeType: 'x/y', blob: 'AAAA' },
      ],
    }),
  ).toBe('T\n[b: x/y, 3 B]');
  expect(resultText({ messages: [{ role: 'user', content: { type: 'text', text: 'hi' } }] })).toBe(
    'user: hi',
  );
  const asked = resultText({
    resultType: 'input_required',
    inputRequests: { confirm: { method: 'elicitation/create' } },
  });
  expect(asked).toContain('confirm: {');
  expect(resultText({ resultType: 'complete', _meta: {}, ttlMs: 1, cacheScope: 'x', value: 2 })).toBe(
    '{\n  "value": 2\n}',
  );
});

test('escape sequences from a server do not reach the terminal', () => {
  expect(resultText({ content: [{ type: 'text', text: '\u001b]0;title\u0007' }] })).toBe(
    '\\x1b]0;title\\x07',
  );
  expect(resultText({ content: [{ type: 'image', mimeType: '\u001b[2J', data: 'A' }] })).not.toContain(
    '\u001b',
  );
});

test('a task: what it came to, and else how it fares', () => {
  const task = { resultType: 'complete', taskId: 't', ttlMs: 60_000 };
  const result = { content: [{ type: 'text', text: 'done' }] };
  expect(resultText({ ...task, status: 'completed', result })).toBe('done');
  expect(resultText({ ...task, status: 'failed', error: { code: -1 } })).toBe('{\n  "code": -1\n}');
  const asking = { ...task, status: 'input_required', inputRequests: { name: { method: 'roots/list' } } };
  expect(resultText(asking)).toMatch(/^The server asks for input.*\nname: /);
  expect(JSON.parse(resultText({ ...task, status: 'working' }))).toEqual({
    taskId: 't',
    status: 'working',
    ttlMs: 60_000,
  });
});
