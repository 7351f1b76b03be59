import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_SCHEME_PRIVILEGES, serveAppFile } from '../../../../electron/main/app-protocol.ts';
import { CONTENT_SECURITY_POLICY } from '../../../../shared/bridge/app-files.ts';

let directory: string;
let renderer: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hopscope-app-'));
  renderer = join(directory, 'renderer');
  await mkdir(join(renderer, 'assets'), { recursive: true });
  await writeFile(join(renderer, 'index.html'), 'page');
  await writeFile(join(renderer, 'assets', 'inter.woff2'), 'font');
  await writeFile(join(directory, 'secret.txt'), 'secret');
  await symlink(join(directory, 'secret.txt'), join(renderer, 'link.txt'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** A Request keeps its URL as it was given only where fetch would not rewrite it. */
const ask = (url: string, method = 'GET') => serveAppFile(renderer, { url, method } as Request);

describe('serveAppFile', () => {
  it.each([
    ['hopscope-app://app/', 'page', 'text/html; charset=utf-8'],
    ['hopscope-app://app/index.html?x#y', 'page', 'text/html; charset=utf-8'],
    ['hopscope-app://app/assets/inter.woff2', 'font', 'font/woff2'],
  ])('serves %s under the policy of the web host', async (url, body, type) => {
    const answer = await ask(url);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(body);
    expect(answer.headers.get('Content-Type')).toBe(type);
    expect(answer.headers.get('Content-Security-Policy')).toBe(CONTENT_SECURITY_POLICY);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  it.each([
    'hopscope-app://app/../secret.txt',
    'hopscope-app://app/%2e%2e/secret.txt',
    'hopscope-app://app/..%2fsecret.txt',
    'hopscope-app://app/..%5csecret.txt',
    'hopscope-app://app/..\\secret.txt',
    'hopscope-app://app/%252e%252e%252fsecret.txt',
    'hopscope-app://app/link.txt',
    'hopscope-app://app//etc/passwd',
    'hopscope-app://app/index.html%00',
    'hopscope-app://app/assets',
    'hopscope-app://app/missing.js',
    'hopscope-app://app/%',
    'hopscope://app/index.html',
    'hopscope-app://other/index.html',
    'hopscope-app://app.evil/index.html',
    'hopscope-app://user@app/index.html',
    'hopscope-app:///index.html',
    'https://app/index.html',
    'nonsense',
  ])('finds nothing at %s', async (url) => {
    const answer = await ask(url);
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('secret');
    expect(answer.headers.get('Content-Security-Policy')).toBe(CONTENT_SECURITY_POLICY);
  });

  it('takes GET and HEAD only', async () => {
    expect(await (await ask('hopscope-app://app/', 'HEAD')).text()).toBe('');
    for (const method of ['POST', 'PUT', 'DELETE'])
      expect((await ask('hopscope-app://app/', method)).status).toBe(405);
  });

  it('has an origin of its own', () => {
    expect(APP_SCHEME_PRIVILEGES.privileges).toEqual({ standard: true, secure: true, supportFetchAPI: true });
  });
});
