import type { MessageBoxOptions, RenderProcessGoneDetails } from 'electron';

/** What is used of a window and its contents. */
export interface RecoveredWindow {
  readonly webContents: {
    on(
      event: 'render-process-gone',
      listener: (event: unknown, details: Pick<RenderProcessGoneDetails, 'reason' | 'exitCode'>) => void,
    ): unknown;
    reload(): void;
    forcefullyCrashRenderer(): void;
  };
  on(event: 'unresponsive' | 'responsive', listener: () => void): unknown;
  isDestroyed(): boolean;
  destroy(): void;
}

export interface RecoverOptions {
  readonly now: () => number;
  /** Asks on this window; resolves with the button's place. With `signal` the question goes away unanswered. */
  readonly ask: (question: MessageBoxOptions) => Promise<number>;
  /** Tells the page once it is there again. */
  readonly tell: (message: string) => void;
  readonly onBug: (where: string, thrown: unknown) => void;
}

/** After so many crashes within this time, in ms, a person is asked instead of a page loaded that crashes again. */
const MOST_CRASHES = 3;
const WITHIN_MS = 60_000;
const LOAD_AGAIN = 0;

/**
 * Loads the page again when its process has crashed. Nothing that was recorded or is under way is lost by it: the engine lives
 * in the main process. One that does not answer is only loaded again where a person wants it.
 */
export function recoverPage(window: RecoveredWindow, { now, ask, tell, onBug }: RecoverOptions): void {
  let crashes: readonly number[] = [];
  let ended = false;
  let waiting: AbortController | undefined;

  const loadAgain = (message: string): void => {
    if (window.isDestroyed()) return;
    tell(message);
    window.webContents.reload();
  };
  const askAfterCrashes = async (): Promise<void> => {
    const answer = await ask({
      type: 'error',
      title: 'Hopscope',
      message: 'This window has crashed again and again.',
      detail:
        'What is recorded is safe, and what is under way goes on. What is known of the crashes is in the log (menu Help).',
      buttons: ['Load it again', 'Close the window'],
      defaultId: LOAD_AGAIN,
      cancelId: 1,
      noLink: true,
    });
    if (window.isDestroyed()) return;
    crashes = [];
    if (answer === LOAD_AGAIN) loadAgain('This window was loaded again after it had crashed several times.');
    else window.destroy();
  };

  window.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
    waiting?.abort();
    if (reason === 'clean-exit') return;
    if (ended) {
      ended = false;
      loadAgain('This window did not answer and was loaded again. What is recorded is complete.');
      return;
    }
    onBug('the page', new Error(`Its process ended: ${reason}, exit code ${String(exitCode)}`));
    crashes = [...crashes.filter((at) => now() - at < WITHIN_MS), now()];
    if (crashes.length < MOST_CRASHES) {
      loadAgain(
        'This window crashed and was loaded again. What is recorded is complete, and what was under way goes on. What is known of it is in the log (menu Help).',
      );
      return;
    }
    askAfterCrashes().catch((error: unknown) => {
      onBug('a crash', error);
    });
  });

  const askUnresponsive = async (): Promise<void> => {
    if (waiting) return;
    waiting = new AbortController();
    const { signal } = waiting;
    const answer = await ask({
      type: 'warning',
      title: 'Hopscope',
      message: 'This window does not answer.',
      detail: 'What is recorded is safe, and what is under way goes on either way.',
      buttons: ['Load it again', 'Wait'],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
      signal,
    });
    waiting = undefined;
    if (answer !== LOAD_AGAIN || signal.aborted || window.isDestroyed()) return;
    onBug('the page', new Error('It did not answer and was ended by the user.'));
    ended = true;
    window.webContents.forcefullyCrashRenderer();
  };
  window.on('unresponsive', () => {
    askUnresponsive().catch((error: unknown) => {
      onBug('a page that does not answer', error);
    });
  });
  window.on('responsive', () => {
    waiting?.abort();
  });
}
