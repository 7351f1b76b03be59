import { describe, expect, it } from 'vitest';
import {
  emptyAnswer,
  explainingAnswer,
  textAnswer,
  withLength,
} from '../../../../../engine/gateway/forward/own-answer.ts';

describe('what a gateway says itself', () => {
  it('is an error of JSON-RPC that names no request', () => {
    const answer = explainingAnswer(502, 'It is “not” there.');
    expect(answer).toMatchObject({ status: 502, statusText: 'Bad Gateway' });
    expect(JSON.parse(Buffer.from(answer.body).toString())).toEqual({
      jsonrpc: '2.0',
      error: { code: -32000, message: 'It is “not” there.' },
    });
    expect(withLength(answer)).toEqual([
      ['Content-Type', 'application/json'],
      ['Content-Length', String(answer.body.length)],
    ]);
  });

  it.each([
    ['{"a":1}', 'application/json'],
    [' [1]', 'application/json'],
    ['{not json', 'text/plain; charset=utf-8'],
    ['no', 'text/plain; charset=utf-8'],
  ])('is a text as it was set: %s', (text, type) => {
    expect(textAnswer(403, text).headers).toEqual([['Content-Type', type]]);
  });

  it('has a length where it may have a body', () => {
    expect(withLength(textAnswer(503, ''))).toEqual([['Content-Length', '0']]);
    expect(withLength(emptyAnswer(204, [['A', '1']]))).toEqual([['A', '1']]);
  });
});
