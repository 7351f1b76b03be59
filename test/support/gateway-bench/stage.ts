import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { LoadOrder, LoadOutcome } from './load.ts';

/** A process of the bench; it ends by itself when this one hangs up or dies. */
export interface Actor {
  readonly child: ChildProcess;
  /** What it printed when it was ready. */
  readonly ready: Readonly<Record<string, unknown>>;
  ask(message: object): Promise<Readonly<Record<string, unknown>>>;
  stop(): Promise<void>;
}

/** Starts one of the programs beside this file. All but `load` print that they are ready, in one line of JSON. */
export function startActor(
  program: 'upstream' | 'bare-proxy' | 'own-gateway' | 'load',
  args: readonly string[] = [],
  options: { readonly execArgv?: readonly string[] } = {},
): Promise<Actor> {
  return startProgram(join(import.meta.dirname, `${program}.ts`), args, {
    ...options,
    silent: program === 'load',
  });
}

/** The same of any program that speaks as they do. `silent`: it does not say when it is ready. */
export async function startProgram(
  path: string,
  args: readonly string[] = [],
  options: { readonly execArgv?: readonly string[]; readonly silent?: boolean } = {},
): Promise<Actor> {
  const child = fork(path, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    execArgv: [...(options.execArgv ?? [])],
  });
  let ready: Readonly<Record<string, unknown>> = {};
  if (options.silent !== true && child.stdout) {
    for await (const line of createInterface({ input: child.stdout })) {
      if (!line.startsWith('{')) continue;
      ready = JSON.parse(line) as Readonly<Record<string, unknown>>;
      break;
    }
  }
  child.stdout?.resume();
  return {
    child,
    ready,
    ask: async (message) => {
      const answered = once(child, 'message');
      child.send(message);
      const [answer] = (await answered) as [Readonly<Record<string, unknown>>];
      return answer;
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

export const portOf = (actor: Actor): number => Number(actor.ready['port']);

/** Three servers; their ports as arguments for what stands in front of them. */
export async function startUpstreams(): Promise<{
  readonly actor: Actor;
  readonly ports: readonly string[];
}> {
  const actor = await startActor('upstream');
  return { actor, ports: (actor.ready['ports'] as number[]).map(String) };
}

/** @throws Error where a request was not answered as it should be */
export async function load(generator: Actor, order: LoadOrder): Promise<LoadOutcome> {
  const { outcome, error } = await generator.ask(order);
  if (typeof error === 'string') throw new Error(error);
  return outcome as LoadOutcome;
}
