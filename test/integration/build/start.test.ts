import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { failedBefore, installElectron } from '../../../build/electron-binary.mjs';
import { createStubRepository } from '../../support/stub-repository.ts';
import type { StubRepository } from '../../support/stub-repository.ts';

let stub: StubRepository;
beforeEach(() => {
  stub = createStubRepository();
});
afterEach(async () => {
  await stub.dispose();
});

/** Starts, waits for the web host, ends it with Ctrl-C; gives back all that was written. */
async function startOnce(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<string> {
  const script = stub.start(args, env);
  await script.until(/web host \[.*\] pid \d+/);
  script.child.kill('SIGINT');
  await script.ended;
  return script.text();
}

const builds = (): string[] =>
  readFileSync(path.join(stub.root, 'builds.log'), 'utf8').split('\n').filter(Boolean);

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

// Windows has no signals to test with: there `kill` ends a process outright.
const onPosix = describe.skipIf(process.platform === 'win32');

onPosix('npm start', () => {
  it('hands the flags and the exit code on, and leaves no process behind', async () => {
    const script = stub.start(['--demo', '--no-open', '--port', '0', '--workspace', 'mine'], {
      INIT_CWD: '/somewhere',
    });
    const [, given, pid] = await script.until(/web host (\[.*\]) pid (\d+)/);
    expect(JSON.parse(given ?? '')).toEqual([
      '--no-open',
      '--port',
      '0',
      '--demo',
      '--workspace',
      path.resolve('/somewhere/mine'),
    ]);
    script.child.kill('SIGINT');
    expect(await script.ended).toBe(7);
    expect(script.text()).toContain('host saw SIGINT');
    expect(isAlive(Number(pid))).toBe(false);
  });

  it('ends with the shell of an npm that was told to end', async () => {
    const script = path.join(stub.root, 'build', 'start.mjs');
    // `; true` keeps the shell between us and the script, as it stands between npm and the script.
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${script}" --web; true`], {
      cwd: stub.root,
      env: { ...process.env, npm_lifecycle_event: 'start' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let text = '';
    shell.stdout.setEncoding('utf8').on('data', (piece: string) => (text += piece));
    const written = new Promise((resolve) => shell.stdout.once('close', resolve));
    await expect.poll(() => text, { timeout: 20_000 }).toMatch(/web host .* pid \d+/);
    shell.kill('SIGKILL');
    await written; // closed by the last of them
    expect(text).toContain('host saw SIGTERM');
  });

  it('refuses an unknown flag in one line, before any work', async () => {
    const script = stub.start(['--wat']);
    expect(await script.ended).toBe(2);
    expect(script.text().trim().split('\n')).toHaveLength(1);
    expect(script.text()).toContain('Unknown flag --wat');
    expect(existsSync(path.join(stub.root, 'dist'))).toBe(false);
  });

  it.each([
    [['--web'], { DISPLAY: ':0' }, '--web was given'],
    [[], { DISPLAY: ':0', CI: 'true' }, 'this is a CI machine'],
    [[], {}, 'there is no display'],
  ])('says in one line why it starts the web host: %o %o', async (args, env, why) => {
    // Only Linux is without a display when nothing says otherwise.
    const text = await startOnce(args, { SSH_CONNECTION: 'a 1 b 2', ...env });
    expect(text).toContain(`Starting the web host, because ${why}.`);
  });
});

onPosix('what is stale', () => {
  it('is built once, and then not again', async () => {
    await startOnce();
    expect(builds().sort()).toEqual(['programs', 'renderer']);
    const text = await startOnce();
    expect(builds()).toHaveLength(2);
    expect(text).not.toContain('Building');
  });

  it('is what a changed source belongs to', async () => {
    await startOnce();
    stub.write('web/main.ts', 'second');
    await startOnce();
    expect(builds().slice(2)).toEqual(['programs']);
  });

  it.each([
    ['a cut program', (dist: string) => writeFileSync(path.join(dist, 'programs', 'web.js'), 'consol')],
    ['a missing program', (dist: string) => rmSync(path.join(dist, 'programs', 'web.js'))],
    ['a damaged stamp', (dist: string) => writeFileSync(path.join(dist, '.stamps', 'programs.json'), '{')],
    ['a build that was cut off', (dist: string) => rmSync(path.join(dist, '.stamps', 'programs.json'))],
  ])('heals: %s', async (_, damage) => {
    await startOnce();
    const dist = path.join(stub.root, 'dist');
    damage(dist);
    mkdirSync(path.join(dist, '.building-renderer', 'left-over'), { recursive: true });
    expect(await startOnce()).toContain('Building the programs');
    expect(existsSync(path.join(dist, '.building-renderer'))).toBe(false);
    expect(existsSync(path.join(dist, '.lock'))).toBe(false);
  });

  it('is built by one of two starts at once; a dead start is not waited for', async () => {
    mkdirSync(path.join(stub.root, 'dist'));
    writeFileSync(path.join(stub.root, 'dist', '.lock'), '999999999');
    await Promise.all([startOnce(), startOnce()]);
    expect(builds().sort()).toEqual(['programs', 'renderer']);
  });

  it('ends with the reason where the build fails, and tries again next time', async () => {
    const good = readFileSync(path.join(stub.root, 'build', 'bundle.mjs'), 'utf8');
    stub.write('build/bundle.mjs', 'console.error("web/main.ts:1 is wrong"); process.exit(3);');
    const script = stub.start([]);
    expect(await script.ended).toBe(3);
    expect(script.text()).toContain('web/main.ts:1 is wrong');
    stub.write('build/bundle.mjs', good);
    expect(await startOnce()).toContain('Built in');
  });
});

onPosix("Electron's binary", () => {
  // Whoever runs the tests may be root.
  const display = { DISPLAY: ':77', SSH_CONNECTION: '', ELECTRON_DISABLE_SANDBOX: '1' };

  /** An Electron package as npm brings it, whose installer does this. */
  function putInstaller(script: string): void {
    stub.write('node_modules/electron/package.json', '{"version":"45.4.1","type":"commonjs"}');
    const counting = "require('node:fs').appendFileSync(__dirname + '/runs.log', 'run\\n');\n";
    stub.write('node_modules/electron/install.js', counting + script);
  }
  const installs = (): number =>
    readFileSync(path.join(stub.root, 'node_modules/electron/runs.log'), 'utf8').split('\n').length - 1;

  it('is asked for once; where that fails the web host starts, now and later', async () => {
    putInstaller("console.error('RequestError: getaddrinfo ENOTFOUND github.com'); process.exit(1);");
    const first = await startOnce([], display);
    expect(first).toContain("Electron's binary could not be downloaded: getaddrinfo ENOTFOUND github.com.");
    const second = await startOnce([], display);
    expect(second).toContain('could not be downloaded before');
    expect(installs()).toBe(1);
  });

  it('can be cancelled with Ctrl-C, which is no failure to remember', async () => {
    putInstaller("console.log('downloading'); setInterval(() => {}, 1000);");
    for (const run of [1, 2]) {
      const script = stub.start([], display);
      await script.until(/Downloading Electron/);
      await waitForInstaller(run);
      script.child.kill('SIGINT');
      expect(await script.ended).toBe(130);
      expect(script.text()).not.toContain('web host');
    }
  });

  async function waitForInstaller(run: number): Promise<void> {
    await expect
      .poll(() => existsSync(path.join(stub.root, 'node_modules/electron/runs.log')) && installs())
      .toBe(run);
  }

  it.runIf(process.platform === 'linux' && process.getuid?.() === 0)('is not asked for by root', async () => {
    putInstaller('process.exit(1);');
    const text = await startOnce([], { ...display, ELECTRON_DISABLE_SANDBOX: '' });
    expect(text).toContain('Starting the web host, because the window does not give up its sandbox');
    expect(existsSync(path.join(stub.root, 'node_modules/electron/runs.log'))).toBe(false);
  });

  it('is given up on after the time limit', async () => {
    putInstaller('setInterval(() => {}, 1000);');
    expect(await installElectron(stub.root, process.execPath, 200)).toEqual({
      done: false,
      why: "Electron's binary could not be downloaded: it took longer than 0.2 s",
    });
    expect(failedBefore(stub.root)).toBe(true);
  });

  it('opens the window once it is there; a window that cannot come up gives way to the web host', async () => {
    putInstaller(`
      const fs = require('node:fs');
      fs.mkdirSync(__dirname + '/dist');
      fs.writeFileSync(__dirname + '/dist/version', '45.4.1');
      fs.writeFileSync(__dirname + '/dist/electron', '#!/bin/sh\\necho "window $@"; exit $WINDOW_EXIT', { mode: 0o755 });
      fs.writeFileSync(__dirname + '/path.txt', 'electron');
    `);
    const window = stub.start(['--demo', '--port', '1'], { ...display, WINDOW_EXIT: '0' });
    expect(await window.ended).toBe(0);
    expect(window.text()).toMatch(/window \S*dist\/programs\/electron-main\.js --demo\n/);
    const text = await startOnce([], { ...display, WINDOW_EXIT: '1' });
    expect(text).toContain('Starting the web host, because Electron ended at once with code 1.');
    expect(installs()).toBe(1);
  });
});
