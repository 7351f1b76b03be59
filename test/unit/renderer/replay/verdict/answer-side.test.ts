import { describe, expect, it } from 'vitest';
import { answerSide } from '../../../../../renderer/replay/verdict/answer-side.ts';

const NOTE = { meaning: 'fault', text: 'Here they differ.' } as const;
const MESSAGE = JSON.stringify({
  jsonrpc: '2.0',
  id: 1,
  result: { content: [{ type: 'text', text: '{"total":3}' }], structuredContent: { total: 3 } },
});

const side = (text: string | undefined, pointer: string, unfold = true) =>
  answerSide({
    answer: { ...(text !== undefined && { text }), failure: 'Nobody listens there.' },
    pointer,
    note: NOTE,
    ariaLabel: 'Fails',
    unfold,
  });

describe('one side of two answers', () => {
  it('is laid out, with the place in question marked and in view', () => {
    const { text, notes, reveal } = side(MESSAGE, '/result/structuredContent/total');
    expect(text).toContain('\n  "result": {\n');
    const [note] = notes;
    expect(note && text.slice(note.start, note.end)).toBe('3');
    expect(note?.meaning).toBe('fault');
    expect(reveal).toBe(note?.start);
  });

  it('follows a pointer into JSON within a text', () => {
    const { text, notes } = side(MESSAGE, '/result/content/0/text/total');
    expect(notes[0]?.pointer).toBe('/result/content/0/text/total');
    expect(text.slice(0, notes[0]?.start)).toContain('"text": {');
    // As it was sent, the nearest place that is there is marked.
    expect(side(MESSAGE, '/result/content/0/text/total', false).notes[0]?.pointer).toBe(
      '/result/content/0/text',
    );
  });

  it('marks nothing where what differs is not in the message', () => {
    for (const pointer of ['/status', '/headers/retry-after', '/failure', '']) {
      expect(side(MESSAGE, pointer), pointer).not.toHaveProperty('reveal');
    }
  });

  it('says why there is no answer', () => {
    expect(JSON.parse(side(undefined, '/result').text)).toEqual({ 'no answer': 'Nobody listens there.' });
  });

  it('shows a text that is no JSON as it is', () => {
    expect(side('Bad Gateway\n', '/result')).toMatchObject({ text: 'Bad Gateway\n', language: 'plaintext' });
  });
});
