import { expect, test } from 'vitest';
import {
  explainExchangeError,
  lostConnection,
  switchedProtocol,
} from '../../../../engine/transport/explain-exchange.ts';
import type { ExchangeState } from '../../../../engine/transport/explain-exchange.ts';
import { TransportFailure } from '../../../../engine/transport/transport-failure.ts';

const start: ExchangeState = {
  where: 'a:80',
  host: 'a',
  maxHeaderBytes: 100,
  reused: false,
  requestSent: true,
  firstBytes: undefined,
  answer: undefined,
};
const firstBytes = Buffer.from('HTTP/1.1 200');

test.each([
  [{}, 'closed the connection without answering'],
  [{ requestSent: false }, 'while the request was still being sent'],
  [{ reused: true }, 'not sent again by itself'],
  [{ reused: true, firstBytes }, "in the middle of the answer's head"],
  [{ firstBytes, answer: { contentLength: '10', bodyBytes: 3 } }, 'after 3 of the 10 bytes'],
  [
    { firstBytes, answer: { contentLength: undefined, bodyBytes: 3 } },
    'after 3 bytes of the body, before its end',
  ],
])('a connection lost at %j', (changed, sentence) => {
  const failure = lostConnection({ ...start, ...changed }, 'ECONNRESET');
  expect(failure).toMatchObject({ kind: 'cut', code: 'ECONNRESET' });
  expect(failure.message).toContain(sentence);
});

test.each([
  ['ECONNRESET', 'cut'],
  ['EPIPE', 'cut'],
  ['HPE_INVALID_EOF_STATE', 'cut'],
  ['HPE_HEADER_OVERFLOW', 'too-large'],
  ['HPE_INVALID_CONSTANT', 'malformed'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'tls'],
  ['ETIMEDOUT', 'timeout'],
  ['EHOSTUNREACH', 'unreachable'],
  ['ESOMETHING', 'cut'],
])('%s is %s', (code, kind) => {
  expect(explainExchangeError(Object.assign(new Error('x'), { code }), start)).toMatchObject({ kind, code });
});

test('a failure that is explained already stays as it is', () => {
  const failure = new TransportFailure('refused', 'x');
  expect(explainExchangeError(failure, start)).toBe(failure);
});

test('another protocol is named where the answer names it', () => {
  expect(switchedProtocol('a:80', [['upgrade', 'h2c']]).message).toContain('(101 Switching Protocols, h2c)');
  expect(switchedProtocol('a:80', [])).toMatchObject({ kind: 'malformed' });
});
