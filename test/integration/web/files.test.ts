import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebHost } from '../../../web/host.ts';
import { createFakeEngine } from '../../support/fake-engine.ts';
import { rawRequest, startTestHost, type TestHost } from '../../support/web-host.ts';

let test: TestHost;
beforeAll(async () => {
  test = await startTestHost();
  await symlink(join(test.directory, 'secret.txt'), join(test.directory, 'renderer', 'link.txt'));
  await symlink(test.directory, join(test.directory, 'renderer', 'up'));
  // Begins with the folder's own name: a comparison of texts would let it through.
  await mkdir(join(test.directory, 'renderer-private'));
  await writeFile(join(test.directory, 'renderer-private', 'x.txt'), 'secret');
  await symlink(join(test.directory, 'renderer-private'), join(test.directory, 'renderer', 'sibling'));
});
afterAll(() => test.close());

describe('files', () => {
  it('serves the page without any secret in it, under a strict policy', async () => {
    const answer = await rawRequest(test.origin, '/?x=1');
    expect(answer.status).toBe(200);
    expect(answer.body).toBe('<!doctype html><title>Hopscope</title>');
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';");
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  it.each([
    ['/assets/app.js', 'text/javascript; charset=utf-8', 'export {};'],
    ['/assets/inter.woff2', 'font/woff2', 'font'],
  ])('serves %s as %s', async (path, type, body) => {
    const answer = await rawRequest(test.origin, path);
    expect(answer).toMatchObject({ status: 200, body, headers: { 'content-type': type } });
    expect(answer.headers['cache-control']).toContain('immutable');
  });

  it('answers HEAD with the headers alone', async () => {
    const answer = await rawRequest(test.origin, '/assets/app.js', { method: 'HEAD' });
    expect(answer).toMatchObject({ status: 200, body: '', headers: { 'content-length': '10' } });
  });

  it.each(['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])('refuses %s', async (method) => {
    const answer = await rawRequest(test.origin, '/', { method, headers: { Origin: test.origin } });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD');
    expect(answer.headers['access-control-allow-methods']).toBeUndefined();
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%2fsecret.txt',
    '/%252e%252e%252fsecret.txt',
    '/..\\secret.txt',
    '/..%5csecret.txt',
    '/%c0%ae%c0%ae/secret.txt',
    '/link.txt',
    '/up/secret.txt',
    '/sibling/x.txt',
    '//secret.txt',
    '/secret.txt%00.html',
    '/index.html%00',
    '/assets',
    '/assets/',
    '/missing.js',
    '/%',
  ])('finds nothing at %s', async (path) => {
    const answer = await rawRequest(test.origin, path);
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret');
    expect(answer.headers['content-security-policy']).toBeDefined();
  });

  it('serves an absolute path of the machine to nobody', async () => {
    const answer = await rawRequest(test.origin, join(test.directory, 'secret.txt'));
    expect(answer.status).toBe(404);
  });

  it('survives a request line that is none', async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(test.host.port, '127.0.0.1', () => socket.end('GET \u0000 nonsense\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
      socket.on('error', reject);
      socket.on('close', () => {
        resolve(text);
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400/);
    expect((await rawRequest(test.origin, '/')).status).toBe(200);
  });
});

describe('names', () => {
  const paths = ['/', '/assets/app.js', '/session', '/upload', '/download/c1', '/bridge'];

  it.each(paths)('%s is refused under another Host', async (path) => {
    const port = String(test.host.port);
    for (const host of [`localhost:${port}`, 'rebound.example', `rebound.example:${port}`, `[::1]:${port}`]) {
      expect((await rawRequest(test.origin, path, { headers: { Host: host } })).status).toBe(403);
    }
  });

  it.each(paths)('%s is refused to a page of another Origin', async (path) => {
    for (const origin of ['https://evil.example', 'null', 'http://127.0.0.1:1', 'http://localhost']) {
      expect((await rawRequest(test.origin, path, { headers: { Origin: origin } })).status).toBe(403);
    }
  });

  it('a plain request for the WebSocket is told so', async () => {
    expect((await rawRequest(test.origin, '/bridge')).status).toBe(426);
  });
});

describe('startWebHost', () => {
  const start = (assetsDirectory: string, port = 0) => {
    const engine = createFakeEngine();
    const host = startWebHost({ engine, assetsDirectory, port, log: () => undefined });
    return { engine, host };
  };

  it('says that the screens are not built, and keeps no subscription', async () => {
    const { engine, host } = start(join(test.directory, 'nothing'));
    await expect(host).rejects.toThrow('holds no index.html. Run npm start.');
    expect(engine.listenerCount()).toBe(0);
  });

  it('rejects with EADDRINUSE when the port is taken', async () => {
    const { engine, host } = start(join(test.directory, 'renderer'), test.host.port);
    await expect(host).rejects.toMatchObject({ code: 'EADDRINUSE' });
    expect(engine.listenerCount()).toBe(0);
  });

  it('ends its subscriptions and its port with close', async () => {
    const { engine, host } = start(join(test.directory, 'renderer'));
    const started = await host;
    expect(engine.listenerCount()).toBeGreaterThan(0);
    await started.close();
    expect(engine.listenerCount()).toBe(0);
    await expect(rawRequest(`http://127.0.0.1:${String(started.port)}`, '/')).rejects.toMatchObject({
      code: 'ECONNREFUSED',
    });
  });
});
