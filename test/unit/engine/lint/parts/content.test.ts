import { expect, it } from 'vitest';
import { blocksOf, contentsOf } from '../../../../../engine/lint/parts/content.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

const TEXT = { type: 'text', text: 'hello' };

it('finds the blocks of tools, prompts and sampling requests', () => {
  const tool = exchange({ method: 'tools/call', params: { name: 'a' }, result: { content: [TEXT] } });
  expect(blocksOf(tool)).toEqual([{ of: 'tool', value: TEXT, place: 'event:0:/result/content/0' }]);
  const messages = [{ role: 'user', content: TEXT }];
  const prompt = exchange({ method: 'prompts/get', params: { name: 'a' }, result: { messages } });
  expect(blocksOf(prompt)).toEqual([
    { of: 'prompt', value: TEXT, place: 'event:0:/result/messages/0/content' },
  ]);
  const handed = [{ role: 'user', content: [{ type: 'tool_result', toolUseId: '1', content: [TEXT] }] }];
  const sampling = exchange({
    method: 'tools/call',
    params: { name: 'a' },
    result: {
      resultType: 'input_required',
      inputRequests: { q: { method: 'sampling/createMessage', params: { messages: handed } } },
    },
  });
  expect(blocksOf(sampling).map(({ of, place }) => [of, place])).toEqual([
    ['sampling', 'event:0:/result/inputRequests/q/params/messages/0/content/0'],
    ['sampling', 'event:0:/result/inputRequests/q/params/messages/0/content/0/content/0'],
  ]);
});

it('finds what was read of a resource', () => {
  const contents = [{ uri: 'file:///a', text: '' }];
  const read = exchange({ method: 'resources/read', params: { uri: 'file:///a' }, result: { contents } });
  expect(contentsOf(read)).toEqual([{ value: contents[0], place: 'event:0:/result/contents/0' }]);
});
