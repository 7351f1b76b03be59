import { expect, it } from 'vitest';
import { seeExchange } from '../../../../../../engine/lint/see-exchange.ts';
import { notUtf8 } from '../../../../../../engine/lint/rules/message/not-utf8.ts';
import { findingsOf, recorded, type ExchangeParts } from '../../../../../support/lint/exchange.ts';

/** The same with each § of the bodies as a byte that UTF-8 does not have. */
function broken(parts: ExchangeParts) {
  const made = recorded(parts);
  const spoil = (bytes: Uint8Array) => {
    const text = Buffer.from(bytes).toString('latin1').replaceAll('\u00c2\u00a7', '\u00ff\u00ff');
    return new Uint8Array(Buffer.from(text, 'latin1'));
  };
  return seeExchange({ ...made, requestBody: spoil(made.requestBody), body: spoil(made.body) });
}

it('is content with UTF-8, the replacement character included', () => {
  const parts = { params: { cursor: 'ü \ufffd' }, result: { tools: [], nextCursor: '\ufffd' } };
  expect(findingsOf(notUtf8, parts)).toEqual([]);
});

it('finds wrong bytes of a request and of an answer', () => {
  const found = findingsOf(notUtf8, broken({ params: { cursor: 'a§' }, result: { nextCursor: '§' } }));
  expect(found.map(({ side, pointer }) => [side, pointer])).toEqual([
    ['client', 'request'],
    ['server', 'event:0'],
  ]);
});

it('spares what broke off, pages in other encodings and what a gateway cut', () => {
  const cut = { kind: 'cut', message: 'cut', at: 1 } as const;
  expect(findingsOf(notUtf8, broken({ answerText: '{"a":"§', failure: cut }))).toEqual([]);
  const page = { answerText: '<p>§', answerHeaders: { 'Content-Type': 'text/html' } };
  expect(findingsOf(notUtf8, broken(page))).toEqual([]);
});
