import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TlsSettings } from '../../../shared/model/instance.ts';
import { ExchangeBench, ok, post } from './exchange-bench.ts';
import type { TcpServer } from '../../support/tcp-server.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures/tls', import.meta.url));
const fixture = (name: string): string => join(FIXTURES, name);
const material = (cert: string) => ({
  cert: readFileSync(fixture(cert)),
  key: readFileSync(fixture('server.key')),
});
const CA: TlsSettings = { caFile: fixture('ca.crt') };

let bench: ExchangeBench;
beforeEach(() => {
  bench = new ExchangeBench();
});
afterEach(() => bench.tidyUp());

function serveTls(cert: string, further = {}): Promise<TcpServer> {
  return bench.serve(
    async (connection) => {
      for (;;) {
        await connection.readRequest();
        await connection.send(ok('{}'));
      }
    },
    { tls: { ...material(cert), ...further } },
  );
}

test('with the right authority: the bytes are the plaintext, and the handshake has its time', async () => {
  const server = await serveTls('server.crt');
  const sink = await bench.send({ ...post(`${server.url}/mcp`, '{"a":1}'), tls: CA });
  expect(sink.ended?.failure).toBeUndefined();
  expect(sink.request).toBe(server.connections[0]?.received().toString('latin1'));
  expect(sink.response).toBe(ok('{}'));
  expect(sink.ended?.trustedDespite).toBeUndefined();
  const { connectMs = NaN, tlsMs = NaN } = sink.ended?.timing ?? {};
  expect(tlsMs).toBeGreaterThan(connectMs);
  const second = await bench.send({ ...post(server.url), tls: CA });
  expect(second.ended?.timing.socketReused).toBe(true);
});

test.each([
  ['self-signed.crt', undefined, 'is self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['server.crt', undefined, 'authority that is not', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['expired.crt', CA, 'has expired', 'CERT_HAS_EXPIRED'],
  ['elsewhere.crt', CA, 'not made out to localhost but to elsewhere.example', 'ERR_TLS_CERT_ALTNAME_INVALID'],
] as const)(
  '%s is refused by default, and accepted with the reason when asked',
  async (cert, tls, reason, code) => {
    const server = await serveTls(cert);
    const refused = await bench.send({ ...post(server.url), ...(tls && { tls }) });
    expect(refused.ended?.failure).toMatchObject({ kind: 'tls', code });
    expect(refused.ended?.failure?.message).toContain(reason);
    expect(refused.requestChunks).toEqual([]);
    const trusting = { ...post(server.url), tls: { ...tls, trustAnyCertificate: true } };
    const accepted = await bench.send(trusting);
    expect(accepted.ended?.failure).toBeUndefined();
    expect(accepted.ended?.trustedDespite).toContain(reason);
    const again = await bench.send(trusting);
    expect(again.ended?.timing.socketReused).toBe(true);
    expect(again.ended?.trustedDespite).toContain(reason);
    const strict = await bench.send({ ...post(server.url), ...(tls && { tls }) });
    expect(strict.ended?.failure?.kind).toBe('tls');
  },
);

test('a good certificate has no reason, also where any would be trusted', async () => {
  const server = await serveTls('server.crt');
  const sink = await bench.send({ ...post(server.url), tls: { ...CA, trustAnyCertificate: true } });
  expect(sink.ended?.failure).toBeUndefined();
  expect(sink.ended?.trustedDespite).toBeUndefined();
});

test('plain HTTP on https is told as such', async () => {
  const server = await bench.serve(async (connection) => {
    await connection.readBytes(1);
    await connection.send('HTTP/1.1 400 Bad Request\r\n\r\n');
    connection.end();
  });
  const sink = await bench.send(post(`https://127.0.0.1:${String(server.port)}/`));
  expect(sink.ended?.failure?.kind).toBe('tls');
  expect(sink.ended?.failure?.message).toContain('http://');
});

test('a server that closes during the handshake', async () => {
  const server = await bench.serve(async (connection) => {
    await connection.readBytes(1);
    connection.end();
  });
  const sink = await bench.send(post(`https://127.0.0.1:${String(server.port)}/`));
  expect(sink.ended?.failure?.kind).toBe('tls');
  expect(sink.ended?.failure?.message).toContain('closed the connection during the TLS handshake');
});

test('no TLS version in common', async () => {
  const server = await serveTls('server.crt', {
    minVersion: 'TLSv1.1',
    maxVersion: 'TLSv1.1',
    ciphers: 'ALL@SECLEVEL=0',
  });
  const sink = await bench.send({ ...post(server.url), tls: CA });
  expect(sink.ended?.failure?.kind).toBe('tls');
  expect(sink.ended?.failure?.message).toContain('in common');
});

describe('a server that asks for a client certificate', () => {
  const demanding = { requestCert: true, rejectUnauthorized: true, ca: readFileSync(fixture('ca.crt')) };

  test('gets it', async () => {
    const server = await serveTls('server.crt', demanding);
    const tls = { ...CA, certFile: fixture('client.crt'), keyFile: fixture('client.key') };
    const sink = await bench.send({ ...post(server.url), tls });
    expect(sink.ended?.failure).toBeUndefined();
    expect(sink.body).toBe('{}');
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)(
    'and does not get it (%s): the failure says so',
    async (version) => {
      const server = await serveTls('server.crt', { ...demanding, minVersion: version, maxVersion: version });
      const sink = await bench.send({ ...post(server.url), tls: CA });
      expect(sink.ended?.failure?.kind).toBe('tls');
      expect(sink.ended?.failure?.message).toContain('certificate');
    },
  );
});

describe('TLS files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hopscope-tls-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test.each([
    [
      'a missing file',
      { caFile: '/no/such/ca.pem' },
      '/no/such/ca.pem cannot be read: there is no such file',
    ],
    ['a folder', { caFile: FIXTURES }, 'cannot be read'],
    ['a file without PEM', { caFile: fixture('README.md') }, 'holds no PEM certificate'],
    ['a certificate without a key', { certFile: fixture('client.crt') }, 'without a private key'],
    [
      'a key that belongs to another certificate',
      { certFile: fixture('client.crt'), keyFile: fixture('server.key') },
      'cannot be used',
    ],
  ])('%s is a failure that names the path', async (_case, tls: TlsSettings, sentence) => {
    const server = await serveTls('server.crt');
    const sink = await bench.send({ ...post(server.url), tls });
    expect(sink.ended?.failure?.kind).toBe('tls');
    expect(sink.ended?.failure?.message).toContain(sentence);
    expect(server.connections).toEqual([]);
  });

  test('are read when sending: a corrected file counts at once', async () => {
    const server = await serveTls('server.crt');
    const caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, readFileSync(fixture('self-signed.crt')));
    const before = await bench.send({ ...post(server.url), tls: { caFile } });
    expect(before.ended?.failure?.kind).toBe('tls');
    writeFileSync(caFile, readFileSync(fixture('ca.crt')));
    const after = await bench.send({ ...post(server.url), tls: { caFile } });
    expect(after.ended?.failure).toBeUndefined();
  });
});
