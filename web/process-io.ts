import type { WebProgramIo } from './program.ts';

const END_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Ctrl-C reaches the whole group, and npm hands it on once more: that is one wish, not two. Ms. */
const SAME_WISH_MS = 1_000;

/** The program's surroundings, taken from its process. A second wish to end ends it at once. */
export function processIo(program: NodeJS.Process): WebProgramIo {
  const end = Promise.withResolvers<undefined>();
  let askedAt: number | undefined;
  for (const signal of END_SIGNALS) {
    program.on(signal, () => {
      const now = performance.now();
      if (askedAt !== undefined && now - askedAt > SAME_WISH_MS) program.exit(130);
      askedAt ??= now;
      end.resolve(undefined);
    });
  }
  // Whoever reads our lines may have gone; that is no reason to end.
  program.stdout.on('error', () => undefined);
  program.stderr.on('error', () => undefined);
  return {
    env: program.env,
    platform: program.platform,
    print: (line) => program.stdout.write(`${line}\n`),
    log: (line) => program.stderr.write(`${line}\n`),
    untilEnd: end.promise,
    keyboard: program.stdin.isTTY ? program.stdin : undefined,
  };
}
