import { expect, it } from 'vitest';
import { droppedCaptures, isImportable } from '../../../../renderer/app/use-drop.ts';

it('takes the recordings, and what one can be made of, among what was dropped', () => {
  const names = ['a.hopscope', 'notes.pdf', 'B.HOPSCOPE', 'hopscope', 'day.har', 'day.jsonl', 'curl.sh'];
  expect(droppedCaptures(names.map((name) => new File([], name))).map(({ name }) => name)).toEqual([
    'a.hopscope',
    'B.HOPSCOPE',
    'day.har',
    'day.jsonl',
    'curl.sh',
  ]);
});

it.each([
  ["curl 'http://127.0.0.1/mcp' -d x", true],
  ['$ curl http://127.0.0.1', true],
  ['{"log":{"entries":[]}}', true],
  ['{"hopscope":1}', true],
  ['{"jsonrpc":"2.0"}', false],
  ['curly words', false],
  ['', false],
])('knows by its beginning whether pasted text may be a recording: %s', (text, isOne) => {
  expect(isImportable(text)).toBe(isOne);
});
