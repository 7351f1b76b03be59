import type { App, Details } from 'electron';

export interface WatchProcessesOptions {
  readonly app: Pick<App, 'on'>;
  /** To the log. */
  readonly onBug: (where: string, thrown: unknown) => void;
  /** To every window. */
  readonly tell: (message: string) => void;
}

const EXPECTED: readonly Details['reason'][] = ['clean-exit', 'killed'];

/** Processes of Electron's that end by mistake, and mistakes that nothing caught, are logged and told. Returns what ends it. */
export function watchProcesses({ app, onBug, tell }: WatchProcessesOptions): () => void {
  app.on('child-process-gone', (_, { type, reason, exitCode, name = '' }) => {
    // The demo's instances end by being killed.
    if (EXPECTED.includes(reason)) return;
    onBug('a process', new Error(`${type} ${name} ended: ${reason}, exit code ${String(exitCode)}`));
    tell(`A part of Hopscope (${name || type}) ended by mistake and is started again where it is needed.`);
  });
  const uncaught = (thrown: unknown): void => {
    onBug('the main process', thrown);
    tell(
      'Something went wrong in Hopscope itself. What is recorded until now is safe; start Hopscope again when it suits you. What is known of it is in the log (menu Help).',
    );
  };
  process.on('uncaughtException', uncaught);
  process.on('unhandledRejection', uncaught);
  return () => {
    process.off('uncaughtException', uncaught);
    process.off('unhandledRejection', uncaught);
  };
}
