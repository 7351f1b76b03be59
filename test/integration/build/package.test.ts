import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ArchivedFile, listArchive, readArchived } from '../../../build/package/asar-index.mjs';
import { fuses } from '../../../build/package/configuration.mjs';
import { readFuses } from '../../../build/package/fuse-wire.mjs';
import { SECURITY_HEADERS } from '../../../shared/bridge/app-files.ts';
import { APP_ORIGIN, APP_SCHEME, EXPOSED_AS } from '../../../shared/bridge/channels.ts';
import type { PackagedReport } from '../../support/packaging/run-packaged.ts';
import { hostsIn, NAMED_HOSTS, remoteLoads } from '../../support/packaging/remote-addresses.ts';
import { writeStubElectron } from '../../support/packaging/stub-electron-dist.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const runPackaged = fileURLToPath(new URL('../../support/packaging/run-packaged.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}

const packageProgram = join(root, 'build/package.mjs');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-package-test-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

// The stub is that of Linux, which Windows cannot write; what is packaged is the same everywhere.
describe.skipIf(process.platform === 'win32')('npm run package, on a stub of Electron', () => {
  let made: Ended;
  let unpacked: string;
  let files: ArchivedFile[];
  beforeAll(async () => {
    const electron = join(folder, 'electron');
    writeStubElectron(electron);
    const output = join(folder, 'made');
    made = await runNode([packageProgram, '--linux', '--dir', '--x64', '--output', output], {
      ELECTRON_OVERRIDE_DIST_PATH: electron,
    });
    unpacked = join(output, 'linux-unpacked');
    if (made.code === 0) files = listArchive(join(unpacked, 'resources/app.asar'));
  }, 180_000);

  const archive = (): string => join(unpacked, 'resources/app.asar');

  it('succeeds, says where, and tells what weighs most', () => {
    expect(made).toMatchObject({ code: 0, stdout: `${unpacked}\n` });
    expect(made.stderr).toMatch(/MB {2}renderer\/\n/);
    expect(made.stderr).toMatch(/The heaviest files:\n +\d+\.\d MB {2}renderer\/assets\/editor/);
  });

  it('puts in what is needed and nothing else', () => {
    const top = [...new Set(files.map(({ path }) => path.split('/')[0]))].sort();
    expect(top).toEqual(['LICENSE', 'package.json', 'programs', 'renderer']);
    const programs = files.flatMap(({ path }) => /^programs\/(.*)$/.exec(path)?.[1] ?? []);
    expect(programs.filter((name) => !name.startsWith('chunk-'))).toEqual([
      'demo-instance.js',
      'electron-main.js',
      'electron-preload.cjs',
      'import-worker.js',
      'licenses.md',
      'redaction-worker.js',
      'store-worker.js',
    ]);
    expect(files.filter(({ path }) => /\.map$|node_modules|\.node$|(^|\/)test|\.ts$/.test(path))).toEqual([]);
    // A chunk that nobody imports would be another program's.
    const texts = files
      .filter(({ path }) => /^programs\/.*js$/.test(path))
      .map((file) => readArchived(archive(), file).toString());
    const unused = programs.filter(
      (name) => name.startsWith('chunk-') && !texts.some((text) => text.includes(`./${name}"`)),
    );
    expect(unused).toEqual([]);
  });

  it('passes on the terms of what is bundled', () => {
    for (const path of ['programs/licenses.md', 'renderer/licenses.md']) {
      const file = files.find((each) => each.path === path);
      expect(file && readArchived(archive(), file).toString()).toMatch(/zod|react/);
    }
    expect(readdirSync(unpacked)).toEqual(
      expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
    );
  });

  it('names a main that is there, and no dependency', () => {
    const file = files.find(({ path }) => path === 'package.json');
    const facts = JSON.parse(file ? readArchived(archive(), file).toString() : '{}') as Record<
      string,
      unknown
    >;
    expect(files.map(({ path }) => path)).toContain(facts.main);
    expect(Object.keys(facts)).not.toContain('dependencies');
    expect(facts.version).toBe(
      (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }).version,
    );
  });

  it('leaves everything in the archive, with a hash for each file', () => {
    expect(files.filter(({ unpacked: outside, hashed }) => outside || !hashed)).toEqual([]);
    expect(readdirSync(join(unpacked, 'resources'))).toEqual(['app.asar']);
  });

  it('loads nothing from elsewhere: no script, style, font, image or data of another origin', () => {
    const texts = files
      .filter(({ path }) => /\.(html|css|js|cjs|svg)$/.test(path))
      .map((file) => ({ path: file.path, text: readArchived(archive(), file).toString() }));
    expect(texts.flatMap(({ path, text }) => remoteLoads(text).map((load) => `${path}: ${load}`))).toEqual(
      [],
    );
    // Every address in the screens' code is known, with the reason why it stands there.
    const named = texts
      .filter(({ path }) => path.startsWith('renderer/'))
      .flatMap(({ path, text }) => hostsIn(text).map((host) => [host, path]));
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(([host = '']) => !Object.hasOwn(NAMED_HOSTS, host))).toEqual([]);
  });

  it('sets the fuses in the binary, and keeps one language of Chromium', () => {
    expect(readFuses(join(unpacked, 'hopscope'))).toEqual(fuses);
    expect(readdirSync(join(unpacked, 'locales'))).toEqual(['en-US.pak']);
  });

  describe('run with a played Electron', () => {
    let report: PackagedReport;
    let ended: Ended;
    let app: string;
    beforeAll(async () => {
      app = join(folder, 'app');
      for (const file of files) {
        mkdirSync(dirname(join(app, file.path)), { recursive: true });
        writeFileSync(join(app, file.path), readArchived(archive(), file));
      }
      ended = await runNode([runPackaged, app, join(folder, 'run')], {
        HOPSCOPE_STATE_DIR: join(folder, 'run', 'state'),
      });
      const line = ended.stdout.split('\n').find((each) => each.startsWith('{'));
      report = JSON.parse(line ?? '{}') as PackagedReport;
    });

    it('opens one sandboxed window on the app’s own origin, with the packaged preload script', () => {
      expect([ended.code, ended.stderr]).toEqual([0, '']);
      expect(report.sandboxed).toBe(true);
      expect(report.schemes).toMatchObject([{ scheme: APP_SCHEME }]);
      const [window, ...others] = report.windows;
      expect(others).toEqual([]);
      expect(window?.loaded).toEqual([`${APP_ORIGIN}/`]);
      expect(window?.options.webPreferences).toMatchObject({
        preload: join(app, 'programs/electron-preload.cjs'),
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webSecurity: true,
      });
    });

    it('serves the page and all that it names, under the policy', () => {
      expect(report.page).toEqual({
        status: 200,
        policy: SECURITY_HEADERS['Content-Security-Policy'],
        missing: [],
      });
    });

    it('has its guards in place: a page stays, opens nothing, and is granted the clipboard alone', () => {
      expect(report.guards).toEqual({
        prevented: ['will-frame-navigate', 'will-redirect', 'will-attach-webview'],
        windowOpen: 'deny',
        asked: ['Open a page of example.com in your browser?'],
        openedOutside: [],
        granted: [false, false, true, false],
      });
    });

    it('exposes the bridge, answers it, and starts the packaged demo as a utility process', () => {
      expect(report.exposed).toContain(EXPOSED_AS);
      expect(report.info).toMatchObject({ ok: true });
      expect(report.demo).toMatchObject({ ok: true });
      expect(report.forked).toEqual([join(app, 'programs/demo-instance.js')]);
    });
  });
});

describe('npm run package, where Electron cannot be downloaded', () => {
  it('says in its last line what, and from where, and ends with 3', async () => {
    const mirror = createServer((_, response) => {
      response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => {
      mirror.listen(0, '127.0.0.1', resolve);
    });
    const address = `http://127.0.0.1:${String((mirror.address() as AddressInfo).port)}/`;
    try {
      const ended = await runNode(
        [packageProgram, '--linux', '--dir', '--x64', '--output', join(folder, 'none')],
        {
          ELECTRON_MIRROR: address,
          electron_config_cache: join(folder, 'cache'),
          ELECTRON_OVERRIDE_DIST_PATH: '',
          NO_PROXY: '127.0.0.1',
        },
      );
      expect(ended).toMatchObject({ code: 3, stdout: '' });
      const last = ended.stderr.trimEnd().split('\n').at(-1);
      expect(last).toMatch(
        /^No installer was made: Electron \(electron-v[\d.]+-linux-x64\.zip\) could not be/,
      );
      expect(last).toContain(address);
    } finally {
      mirror.close();
    }
    expect(existsSync(join(folder, 'none/linux-unpacked/resources/app.asar'))).toBe(false);
  }, 180_000);

  it('refuses wrong flags with 2', async () => {
    expect(await runNode([packageProgram, '--sparc'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no flag --sparc.') as string,
    });
  });
});
