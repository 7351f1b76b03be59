import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const build = fileURLToPath(new URL('../../build', import.meta.url));

/** Stands for web.js: tells what it was given, then stays until it is told to end. */
const webProgram = `
const stay = setInterval(() => {}, 1000);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => { console.log('host saw ' + signal); clearInterval(stay); process.exitCode = 7; });
}
console.log('web host ' + JSON.stringify(process.argv.slice(2)) + ' pid ' + process.pid);
`;

/** Stands for the bundler: takes no time, and leaves the programs that it is told to. */
const bundler = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
const [target, folder] = process.argv.slice(2);
appendFileSync('builds.log', target + '\\n');
mkdirSync(folder, { recursive: true });
if (target === 'renderer') writeFileSync(folder + '/index.html', '<!doctype html>');
else writeFileSync(folder + '/web.js', ${JSON.stringify(webProgram)});
`;

/** A repository with the real start script, and stand-ins for everything that takes long. */
export interface StubRepository {
  readonly root: string;
  write(file: string, text: string): void;
  /** Runs build/start.mjs with no display and no CI, except for what `env` says. */
  start(args: readonly string[], env?: NodeJS.ProcessEnv): StartedScript;
  /** Ends what still runs and removes every file. */
  dispose(): Promise<void>;
}

/** A start script that runs. */
export interface StartedScript {
  readonly child: ChildProcess;
  /** Everything it has written so far, stdout and stderr together. */
  text(): string;
  /** Waits for a text; rejects with all that was written where the script ends without it. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

export function createStubRepository(): StubRepository {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'hopscope-start-')));
  const started: StartedScript[] = [];
  const write = (file: string, text: string): void => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  };
  for (const name of readdirSync(build).filter((each) => each.endsWith('.mjs'))) {
    cpSync(path.join(build, name), path.join(root, 'build', name));
  }
  write('build/bundle.mjs', bundler);
  write('package.json', '{"type":"module"}');
  write('package-lock.json', '{"packages":{}}');
  write('node_modules/.package-lock.json', '{"packages":{}}');
  write('web/main.ts', 'first');
  return {
    root,
    write,
    start(args, env = {}) {
      const script = runScript(root, args, env);
      started.push(script);
      return script;
    },
    async dispose() {
      for (const script of started) script.child.kill('SIGTERM');
      await Promise.all(started.map((script) => script.ended));
      if (existsSync(root)) rmSync(root, { recursive: true, force: true });
    },
  };
}

function runScript(root: string, args: readonly string[], env: NodeJS.ProcessEnv): StartedScript {
  const own = { ...process.env };
  for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'CI', 'INIT_CWD', 'ELECTRON_OVERRIDE_DIST_PATH']) {
    Reflect.deleteProperty(own, name);
  }
  const child = spawn(process.execPath, [path.join(root, 'build', 'start.mjs'), ...args], {
    cwd: root,
    env: { ...own, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    child,
    ended,
    text: () => text,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(text);
          if (!match) return;
          waiting.delete(look);
          resolve(match);
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without ${String(pattern)}:\n${text}`)));
      }),
  };
}
