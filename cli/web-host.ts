import { resolve } from 'node:path';
import { runWebProgram, type WebArguments } from '../web/index.ts';
import type { Console } from './console.ts';

/** Runs the web host, with these files open, until Ctrl-C; resolves with its exit code. */
export function runWebHost(
  console: Console,
  wanted: Partial<Pick<WebArguments, 'port' | 'open' | 'demo'>> & { readonly workspace?: string },
  captures: readonly string[] = [],
): Promise<number> {
  const { interrupted } = console;
  return runWebProgram(
    {
      port: wanted.port ?? 0,
      open: wanted.open ?? true,
      demo: wanted.demo ?? false,
      workspace: wanted.workspace === undefined ? undefined : resolve(console.cwd, wanted.workspace),
      help: false,
    },
    {
      env: console.env,
      platform: console.platform,
      print: (line) => {
        console.out(`${line}\n`);
      },
      log: (line) => {
        console.err(`${line}\n`);
      },
      untilEnd: new Promise((end) => {
        if (interrupted.aborted) end();
        interrupted.addEventListener('abort', () => end(), { once: true });
      }),
      keyboard: console.keyboard,
    },
    captures,
  );
}
