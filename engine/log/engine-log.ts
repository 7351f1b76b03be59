import type { EngineOptions } from '../engine-options.ts';
import { logDirectory, openLog, type Log } from './log-file.ts';

export interface EngineLog {
  readonly log: Log;
  readonly onBug: (error: unknown, where: string) => void;
}

/** The log, and who hears of mistakes of Hopscope's own: it does, and whoever the program named. */
export function openEngineLog(
  options: Pick<EngineOptions, 'env' | 'program' | 'onBug'>,
  known: { readonly secrets: () => readonly string[] },
): EngineLog {
  const log = openLog({
    directory: logDirectory(options.env),
    program: options.program,
    secrets: () => known.secrets(),
    now: () => new Date(),
  });
  const tell = options.onBug ?? toStandardError;
  return {
    log,
    onBug: (error, where) => {
      log.write(where, error);
      tell(error, where);
    },
  };
}

function toStandardError(error: unknown, where: string): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`hopscope: a mistake in ${where}: ${text}\n`);
}
