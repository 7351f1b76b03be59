import { describe, expect, it } from 'vitest';
import {
  answerText,
  exchangeKey,
  requestText,
  wholeExchange,
} from '../../../../../engine/replay/report/whole-exchange.ts';
import type { ExchangeDetail } from '../../../../../shared/model/exchange.ts';

const body = (text: string, more: object = {}) => ({ bytes: text.length, text, truncated: false, ...more });

function detail(change: Partial<ExchangeDetail> = {}): ExchangeDetail {
  return {
    url: 'https://user:pw@shop.example:8443/mcp?key=k-1#x',
    request: {
      httpMethod: 'POST',
      target: '/mcp?key=k-1',
      headers: [
        ['Mcp-Method', 'tools/call'],
        ['Authorization', 'Bearer abc'],
        ['X-Api-Key', 'k-1'],
      ],
      body: body('{"id":1,"params":{"token":"t0ken"}}'),
    },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: '1.1',
      headers: [
        ['content-type', 'application/json'],
        ['set-cookie', 'a=b'],
      ],
      body: body('{"id":1,"result":{}}'),
    },
    ...change,
  } as ExchangeDetail;
}

describe('wholeExchange', () => {
  it('has request and answer as they went, but for what may be a secret', () => {
    const whole = wholeExchange(detail(), [{ value: 't0ken', shown: '${TOKEN}' }]);
    expect(requestText(whole)).toBe(
      [
        'POST https://shop.example:8443/mcp',
        'Mcp-Method: tools/call',
        'Authorization: (left out)',
        'X-Api-Key: (left out)',
        '',
        JSON.stringify({ id: 1, params: { token: '${TOKEN}' } }, null, 2),
      ].join('\n'),
    );
    expect(answerText(whole)).toBe(
      [
        'HTTP 200',
        'content-type: application/json',
        'set-cookie: (left out)',
        '',
        JSON.stringify({ id: 1, result: {} }, null, 2),
      ].join('\n'),
    );
    expect(JSON.stringify(whole)).not.toMatch(/abc|k-1|pw@|t0ken|a=b/);
  });

  it('says what there is not: no answer, no HTTP, no text', () => {
    const { response: _none, ...unanswered } = detail();
    const failure = { kind: 'refused', message: 'Nobody listens there.' } as const;
    expect(answerText(wholeExchange({ ...unanswered, failure } as ExchangeDetail))).toBe(
      'Nobody listens there.',
    );
    expect(answerText(wholeExchange(unanswered as ExchangeDetail))).toBe('No answer came.');
    const { request } = detail();
    const piped = { ...request, httpMethod: '', target: '', headers: [], body: body('{}') };
    expect(requestText(wholeExchange(detail({ url: '', request: piped })))).toBe('{}');
    const binary = { ...request, headers: [], body: { bytes: 9, truncated: false } };
    expect(requestText(wholeExchange(detail({ request: binary })))).toContain('(9 bytes that are no text)');
  });

  it('says where a body was cut, and that an answer broke off', () => {
    const { request, response } = detail();
    const cut = { ...request, body: body('{"id":', { bytes: 99_000, truncated: true }) };
    expect(requestText(wholeExchange(detail({ request: cut })))).toMatch(/\{"id":… \(99000 bytes\)$/);
    const failure = { kind: 'cut', message: 'It broke off.' } as never;
    expect(answerText(wholeExchange(detail({ ...(response && { response }), failure })))).toMatch(
      /\n\nIt broke off\.$/,
    );
  });
});

it('tells exchanges of several captures apart', () => {
  expect(exchangeKey({ captureId: 'a', number: 1 })).not.toBe(exchangeKey({ captureId: 'b', number: 1 }));
});
