import type { App } from 'electron';

interface Ending {
  /** The engine: nothing that it started outlives the program. */
  readonly engine: { close(): Promise<void> };
  /** Stops listening to the pages. */
  readonly close: () => void;
  readonly onBug: (where: string, thrown: unknown) => void;
}

/** The program ends with its last window, on every system, and at the system's signals. */
export function endWithWindows(app: Pick<App, 'on' | 'quit'>, { engine, close, onBug }: Ending): void {
  let ended = false;
  app.on('window-all-closed', () => {
    app.quit();
  });
  app.on('will-quit', (event) => {
    if (ended) return;
    event.preventDefault();
    void engine
      .close()
      .catch((error: unknown) => {
        onBug('the end', error);
      })
      .finally(() => {
        ended = true;
        close();
        app.quit();
      });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      app.quit();
    });
  }
}
