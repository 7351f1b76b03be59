import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openerCommand, startOpener, writeRedirectFile } from '../../../web/open-browser.ts';

describe('openerCommand', () => {
  it.each([
    ['linux', { DISPLAY: ':0' }, { command: 'xdg-open', args: ['/f.html'] }],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, { command: 'xdg-open', args: ['/f.html'] }],
    ['linux', {}, undefined],
    ['linux', { DISPLAY: '' }, undefined],
    ['linux', { DISPLAY: ':10', SSH_CONNECTION: 'x' }, undefined],
    ['darwin', {}, { command: 'open', args: ['/f.html'] }],
    ['win32', {}, { command: 'rundll32.exe', args: ['url.dll,FileProtocolHandler', '/f.html'] }],
  ] as const)('on %s with %j', (platform, env, command) => {
    expect(openerCommand('/f.html', platform, env)).toEqual(command);
  });
});

describe('writeRedirectFile', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'hopscope-test-'));
  });
  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('writes a page that leads on, for this user only, and takes it away', async () => {
    const file = await writeRedirectFile('http://127.0.0.1:1/#code=a"b', directory);
    const text = await readFile(file.path, 'utf8');
    expect(text).toContain('content="0; url=http://127.0.0.1:1/#code=a&quot;b"');
    if (process.platform !== 'win32') {
      expect((await stat(file.path)).mode & 0o777).toBe(0o600);
      expect((await stat(dirname(file.path))).mode & 0o777).toBe(0o700);
    }
    await file.remove();
    expect(await readdir(directory)).toEqual([]);
    await file.remove();
  });
});

describe('startOpener', () => {
  it('says that there is no such program', async () => {
    const message = await new Promise<string>((resolve) => {
      startOpener({ command: '/no/such/opener', args: [] }, resolve);
    });
    expect(message).toContain('open the address yourself');
  });

  it('says that the program failed', async () => {
    const message = await new Promise<string>((resolve) => {
      startOpener({ command: process.execPath, args: ['-e', 'process.exit(4)'] }, resolve);
    });
    expect(message).toContain('ended with 4');
  });
});
