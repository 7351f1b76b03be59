/** How long the host may take to end its connections. Ms. */
const HOST_END_MS = 3_000;

/** What the program has started; each is absent where the start did not get that far. */
export interface Started {
  readonly host: { close(): Promise<void> } | undefined;
  readonly engine: { close(): Promise<void> } | undefined;
  readonly removeRedirect: () => Promise<void>;
}

/**
 * Ends what was started, the host before the engine that it asks. Whatever fails or hangs on the way, the engine
 * is ended: it has child processes and unwritten records. Never rejects; what went wrong goes to `log`.
 */
export async function endProgram(
  { host, engine, removeRedirect }: Started,
  log: (line: string) => void,
): Promise<void> {
  const tell = (what: string) => (error: unknown) => {
    log(`${what} did not end well: ${error instanceof Error ? error.message : String(error)}`);
  };
  const stopped = Promise.all([
    removeRedirect().catch(tell('The page that opens the browser')),
    host?.close().catch(tell('The web host')),
  ]);
  await new Promise<void>((resolve) => {
    const bound = setTimeout(() => {
      log('The web host still has connections; Hopscope ends without waiting for them.');
      resolve();
    }, HOST_END_MS);
    void stopped.then(() => {
      clearTimeout(bound);
      resolve();
    });
  });
  await engine?.close().catch(tell('The engine'));
}
