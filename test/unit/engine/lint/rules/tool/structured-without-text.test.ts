import { expect, it } from 'vitest';
import { structuredWithoutText } from '../../../../../../engine/lint/rules/tool/structured-without-text.ts';
import type { JsonValue } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const gives = (structuredContent: JsonValue | undefined, ...texts: readonly string[]) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: {
    content: texts.map((text) => ({ type: 'text', text })),
    ...(structuredContent !== undefined && { structuredContent }),
  },
});

it.each<[string, JsonValue | undefined, readonly string[]]>([
  ['no structured result', undefined, ['hello']],
  ['the same JSON', { a: 1, b: [2] }, ['{"a":1,"b":[2]}']],
  ['other white space and order', { a: 1, b: [2] }, ['Here it is:', '{\n  "b": [2],\n  "a": 1\n}']],
  ['JSON set as code', { a: 1 }, ['```json\n{"a": 1}\n```']],
  ['a text that is the text', 'hello', ['hello']],
  ['a number', 5, ['5']],
])('takes %s', (_, structured, texts) => {
  expect(findingsOf(structuredWithoutText, gives(structured, ...texts))).toEqual([]);
});

it.each<[JsonValue, readonly string[]]>([
  [{ a: 1 }, []],
  [{ a: 1 }, ['one thing']],
  [{ a: 1 }, ['{"a":2}']],
  [[1], ['[1']],
])('warns of %j beside %j', (structured, texts) => {
  expect(findingsOf(structuredWithoutText, gives(structured, ...texts))).toMatchObject([
    { severity: 'warning', pointer: 'event:0:/result/structuredContent' },
  ]);
});
