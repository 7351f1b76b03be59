import { describe, expect, test } from 'vitest';
import {
  cancelledByUser,
  certificateProblem,
  explainConnectError,
  explainParseError,
  explainTlsError,
  headerTooLarge,
  isTlsError,
  silentTooLong,
} from '../../../../engine/transport/explain-failure.ts';

const coded = (code: string, further = {}): Error =>
  Object.assign(new Error(`raw ${code}`), { code, ...further });

test.each([
  ['ECONNREFUSED', 'refused', 'Nothing listens at a.example:80'],
  ['ENOTFOUND', 'unreachable', 'The name a.example was not found'],
  ['EAI_AGAIN', 'unreachable', 'no name server answered'],
  ['EHOSTUNREACH', 'unreachable', 'no route to a.example:80 (EHOSTUNREACH)'],
  ['ENETUNREACH', 'unreachable', 'no route to a.example:80'],
  ['ETIMEDOUT', 'timeout', 'did not answer the attempt to connect'],
  ['EACCES', 'unreachable', 'raw EACCES'],
])('connecting: %s is %s', (code, kind, sentence) => {
  const failure = explainConnectError(coded(code), 'a.example', 'a.example:80');
  expect(failure.toFailure(5)).toMatchObject({ kind, code, at: 5 });
  expect(failure.message).toContain(sentence);
});

describe('TLS', () => {
  test.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'is self-signed', 'Set the file of its authority'],
    ['CERT_HAS_EXPIRED', 'has expired', 'Renew the certificate'],
    ['CERT_NOT_YET_VALID', 'is not valid yet', "computer's clock"],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'is not made out to a.example', 'Use the name'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'plain HTTP', 'http://'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', "this client's certificate", 'key file'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'in common', 'TLS 1.2'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'refused the TLS handshake', 'client certificate'],
    ['ECONNRESET', 'closed the connection during the TLS handshake', 'speaks TLS'],
    ['ERR_SSL_SOMETHING', 'failed: raw ERR_SSL_SOMETHING', ''],
  ])('%s is explained', (code, sentence, next) => {
    const failure = explainTlsError(coded(code), 'a.example', 'a.example:443');
    expect(failure).toMatchObject({ kind: 'tls', code });
    expect(failure.message).toContain(sentence);
    expect(failure.message).toContain(next);
  });

  test('a name mismatch tells the names that would do', () => {
    const error = coded('ERR_TLS_CERT_ALTNAME_INVALID', {
      cert: { subjectaltname: 'DNS:b.example, IP Address:10.0.0.1' },
    });
    expect(explainTlsError(error, 'a.example', 'a.example:443').message).toContain(
      'but to b.example, 10.0.0.1',
    );
  });

  test('only problems of certificates have an end of a sentence', () => {
    expect(certificateProblem('CERT_HAS_EXPIRED', 'a')).toBe('has expired');
    expect(certificateProblem('ECONNRESET', 'a')).toBeUndefined();
    expect(certificateProblem(undefined, 'a')).toBeUndefined();
  });

  test('errors of TLS are told from those of the socket', () => {
    expect(isTlsError(coded('ERR_SSL_BAD_RECORD_TYPE'))).toBe(true);
    expect(isTlsError(coded('CERT_HAS_EXPIRED'))).toBe(true);
    expect(isTlsError(coded('ECONNRESET'))).toBe(false);
    expect(isTlsError(new Error('x'))).toBe(false);
  });
});

describe('what is not HTTP', () => {
  const error = coded('HPE_INVALID_CONSTANT', { reason: 'Expected HTTP/' });

  test('is quoted from its beginning', () => {
    const failure = explainParseError(error, 'a:1', Buffer.from('220 mail ready\r\n'), false);
    expect(failure.kind).toBe('malformed');
    expect(failure.message).toContain('(Expected HTTP/). It begins with "220 mail ready\\r\\n"');
  });

  test('may be TLS', () => {
    expect(explainParseError(error, 'a:1', Uint8Array.of(0x16, 3, 1), false).message).toContain('https://');
  });

  test('after the head it is the framing', () => {
    expect(explainParseError(error, 'a:1', Buffer.from('HTTP'), true).message).toContain('framed wrongly');
  });

  test('chunk extensions have a limit', () => {
    expect(explainParseError(coded('HPE_CHUNK_EXTENSIONS_OVERFLOW'), 'a:1', undefined, true).kind).toBe(
      'too-large',
    );
  });
});

test('the sentences of the limits', () => {
  expect(headerTooLarge('a:1', 10)).toMatchObject({ kind: 'too-large' });
  expect(silentTooLong('a:1', 5, 'to connect').message).toContain(
    'a:1 was silent for 5 ms while waiting to connect',
  );
  expect(cancelledByUser('while waiting').toFailure(1)).toEqual({
    kind: 'cancelled',
    message: 'Cancelled while waiting.',
    at: 1,
  });
});
