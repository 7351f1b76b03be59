/**
 * Runs the main process and the preload script of an unpacked app.asar with a played Electron, in plain Node:
 * `node run-packaged.ts APP FOLDER`. Writes what it saw as one line of JSON and ends as the program does when its
 * window is closed. FOLDER is for its workspace and state.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { electronModule, playElectron, type Seen, wholeElectron } from './played-electron.ts';

/** What the test looks at. */
export interface PackagedReport {
  readonly sandboxed: boolean;
  readonly schemes: readonly unknown[];
  readonly windows: Seen['windows'];
  readonly exposed: readonly string[];
  readonly page: {
    readonly status: number;
    readonly policy: string | null;
    readonly missing: readonly string[];
  };
  readonly guards: Guards;
  readonly info: unknown;
  readonly demo: unknown;
  readonly forked: readonly string[];
}

/** What came of a page's attempts to get away. */
interface Guards {
  /** The events that were prevented. */
  readonly prevented: readonly string[];
  readonly windowOpen: string | undefined;
  /** The questions after window.open with an http, a file and an https address, and what was opened. */
  readonly asked: readonly string[];
  readonly openedOutside: readonly string[];
  /** What the session answered to camera, notifications and clipboard writing, and to a device. */
  readonly granted: readonly unknown[];
}

const [app = '', folder = ''] = process.argv.slice(2);
const facts = JSON.parse(readFileSync(join(app, 'package.json'), 'utf8')) as { main: string };
const { electron, seen } = playElectron(join(folder, 'user-data'));
Object.assign(globalThis, { playedElectron: wholeElectron(electron) });

/** The names that the bundles import from Electron. */
function importedNames(): string[] {
  const programs = join(app, 'programs');
  const texts = readdirSync(programs)
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(programs, name), 'utf8'));
  const lists = texts.flatMap((text) => [...text.matchAll(/^import \{([^}]*)\} from "electron";/gm)]);
  const names = lists.flatMap(([, list = '']) =>
    list.split(',').map((name) => name.trim().split(' as ')[0] ?? ''),
  );
  return [...new Set(names.filter(Boolean))];
}

const ADDRESS = 'played:electron';
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: `${ADDRESS}${context.conditions.includes('require') ? '-cjs' : ''}`, shortCircuit: true }
      : next(specifier, context),
  load(url, context, next) {
    if (url === ADDRESS) {
      return { format: 'module', source: electronModule(importedNames()), shortCircuit: true };
    }
    if (url === `${ADDRESS}-cjs`) {
      return {
        format: 'commonjs',
        source: 'module.exports = globalThis.playedElectron;',
        shortCircuit: true,
      };
    }
    return next(url, context);
  },
});

/** Asks for the page and for all that its HTML names. */
async function loadPage(origin: string): Promise<PackagedReport['page']> {
  const serve = seen.served.get(new URL(origin).protocol.slice(0, -1));
  if (!serve) throw new Error('nothing serves the page');
  const page = await serve(new Request(origin));
  const html = await page.text();
  const missing: string[] = [];
  for (const [, name = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
    const { status } = await serve(new Request(new URL(name, origin)));
    if (status !== 200) missing.push(name);
  }
  return { status: page.status, policy: page.headers.get('Content-Security-Policy'), missing };
}

/** Does what a page that was taken over would do. */
function tryToGetAway(): Guards {
  const { contents, session } = seen;
  const prevented: string[] = [];
  for (const name of ['will-frame-navigate', 'will-redirect', 'will-attach-webview']) {
    const event = { url: 'https://evil.example/', isMainFrame: true };
    contents.emit(name, Object.assign(event, { preventDefault: () => prevented.push(name) }));
  }
  const opened = ['http://evil.example/', 'file:///etc/passwd', 'https://example.com/'].map(
    (url) => contents.openHandler?.({ url }).action,
  );
  const granted: unknown[] = [];
  const request = session.get('setPermissionRequestHandler') as
    ((page: unknown, name: string, answer: (yes: boolean) => void) => void) | undefined;
  for (const name of ['media', 'notifications', 'clipboard-sanitized-write']) {
    request?.(contents, name, (yes) => granted.push(yes));
  }
  granted.push(session.get('setDevicePermissionHandler')?.());
  return {
    prevented,
    windowOpen: [...new Set(opened)].join(),
    asked: seen.asked,
    openedOutside: seen.openedOutside,
    granted,
  };
}

async function until(what: string, holds: () => unknown): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`${what} did not come about`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const call = (command: string, input: unknown): Promise<unknown> =>
  Promise.resolve(seen.handlers.get('hopscope:invoke')?.(seen.callOfThePage(), command, input));

process.argv.splice(1, process.argv.length, '--workspace', join(folder, 'workspace'));
await import(pathToFileURL(join(app, facts.main)).href);
await until('a window', () => (seen.windows[0]?.loaded.length ?? 0) > 0);
createRequire(import.meta.url)(join(app, 'programs', 'electron-preload.cjs'));
const report: PackagedReport = {
  sandboxed: seen.sandboxed,
  schemes: seen.schemes,
  windows: seen.windows,
  exposed: [...seen.exposed.keys()].sort(),
  page: await loadPage(seen.windows[0]?.loaded[0] ?? ''),
  guards: tryToGetAway(),
  info: await call('app.info', null),
  demo: await call('demo.start', { instances: 1, bugs: [] }),
  forked: seen.forked,
};
process.stdout.write(`\n${JSON.stringify(report)}\n`);
seen.app.emit('window-all-closed');
