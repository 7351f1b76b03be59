import { expect, it } from 'vitest';
import { modelWishes, plainText, talkLines } from '../../../../../renderer/ui/answer-panel/sampling-words.ts';

it('reads the talk, whatever kind of content is in it', () => {
  const messages = [
    { role: 'user', content: { type: 'text', text: 'Hi' } },
    {
      role: 'assistant',
      content: [
        { type: 'text', text: 'Let me see.' },
        { type: 'tool_use', id: 'c1', name: 'weather', input: { city: 'Paris' } },
      ],
    },
    { role: 'user', content: [{ type: 'tool_result', toolUseId: 'c1', content: [] }] },
    { role: 'user', content: { type: 'image', mimeType: 'image/png', data: 'AAAA' } },
    7,
  ];
  expect(talkLines({ messages })).toEqual([
    { role: 'user', text: 'Hi' },
    { role: 'assistant', text: 'Let me see.\n[tool_use weather {"city":"Paris"}]' },
    { role: 'user', text: '[tool_result for c1]' },
    { role: 'user', text: '[image image/png about 3 bytes]' },
    { role: '?', text: '7' },
  ]);
  expect(talkLines({ messages: 'none' })).toEqual([]);
});

it('lists what is wished for and leaves out what is not', () => {
  const params = {
    systemPrompt: 'Be short.',
    modelPreferences: { hints: [{ name: 'a' }, {}, { name: 'b' }], speedPriority: 0.5 },
    maxTokens: 100,
    includeContext: 'thisServer',
  };
  expect(modelWishes(params)).toEqual([
    ['System prompt', 'Be short.'],
    ['Models', 'a, b'],
    ['Speed', '0.5'],
    ['Longest answer', '100 tokens'],
    ['Context', 'thisServer'],
  ]);
  expect(modelWishes({})).toEqual([]);
});

it('finds the text of an answer that is one text', () => {
  expect(plainText({ content: { type: 'text', text: 'x' } })).toBe('x');
  expect(plainText({ content: [{ type: 'text', text: 'x' }] })).toBeUndefined();
  expect(plainText({ content: { type: 'image', data: '' } })).toBeUndefined();
});
