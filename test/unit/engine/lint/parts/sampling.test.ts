import { expect, it } from 'vitest';
import { blocksIn, messagesOf, samplingsOf } from '../../../../../engine/lint/parts/sampling.ts';
import { exchange } from '../../../../support/lint/exchange.ts';

it('reads the messages of sampling requests', () => {
  const text = { type: 'text', text: 'hi' };
  const params = {
    messages: [
      { role: 'user', content: text },
      { role: 'assistant', content: [text, text] },
    ],
  };
  const inputRequests = { a: { method: 'sampling/createMessage', params }, b: { method: 'roots/list' } };
  const seen = exchange({
    method: 'tools/call',
    params: { name: 'x' },
    result: { resultType: 'input_required', inputRequests },
  });
  const [asked, ...more] = samplingsOf(seen);
  expect(more).toEqual([]);
  expect(asked && messagesOf(asked)).toEqual([
    { role: 'user', blocks: [text], place: 'event:0:/result/inputRequests/a/params/messages/0' },
    { role: 'assistant', blocks: [text, text], place: 'event:0:/result/inputRequests/a/params/messages/1' },
  ]);
  expect(blocksIn('text')).toEqual([]);
});
