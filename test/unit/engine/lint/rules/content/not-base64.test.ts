import { expect, it } from 'vitest';
import { notBase64 } from '../../../../../../engine/lint/rules/content/not-base64.ts';
import type { JsonObject } from '../../../../../../shared/model/json.ts';
import { findingsOf } from '../../../../../support/lint/exchange.ts';

const gives = (block: JsonObject) => ({
  method: 'tools/call',
  params: { name: 'a' },
  result: { content: [{ type: 'text', text: '%%%' }, block] },
});
const reads = (blob: string) => ({
  method: 'resources/read',
  params: { uri: 'file:///a' },
  result: { contents: [{ uri: 'file:///a', blob }] },
});

it('takes Base64 and types', () => {
  const image = { type: 'image', data: 'aGVsbG8=', mimeType: 'image/svg+xml; charset=utf-8' };
  expect(findingsOf(notBase64, gives(image))).toEqual([]);
  expect(findingsOf(notBase64, reads('aGVsbG8='))).toEqual([]);
  const embedded = { type: 'resource', resource: { uri: 'file:///a', text: 'no Base64!' } };
  expect(findingsOf(notBase64, gives(embedded))).toEqual([]);
});

it.each<[JsonObject, string]>([
  [{ type: 'image', data: 'a-_b', mimeType: 'image/png' }, 'data'],
  [{ type: 'audio', data: 'aGVsbG8', mimeType: 'audio/wav' }, 'data'],
  [{ type: 'image', data: 'aGVsbG8=', mimeType: 'png' }, 'mimeType'],
  [{ type: 'resource', resource: { uri: 'a:b', blob: '???' } }, 'resource/blob'],
])('finds what is wrong in %j', (block, member) => {
  expect(findingsOf(notBase64, gives(block))).toMatchObject([
    { severity: 'error', pointer: `event:0:/result/content/1/${member}` },
  ]);
});

it('looks at resources and prompts, too', () => {
  expect(findingsOf(notBase64, reads('!'))).toMatchObject([{ pointer: 'event:0:/result/contents/0/blob' }]);
  const messages = [{ role: 'user', content: { type: 'image', data: '!', mimeType: 'image/png' } }];
  expect(
    findingsOf(notBase64, { method: 'prompts/get', params: { name: 'a' }, result: { messages } }),
  ).toHaveLength(1);
});
