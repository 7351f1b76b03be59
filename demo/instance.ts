/**
 * One instance of the demo fleet, as a process of its own.
 *
 * Environment: HOPSCOPE_DEMO_NAME, PORT, HOPSCOPE_DEMO_BUGS, HOPSCOPE_DEMO_STORE, HOPSCOPE_DEMO_KEY,
 * HOPSCOPE_DEMO_CONFORMANCE, HOPSCOPE_DEMO_PARENT (see read-settings.ts). Prints one JSON line {"name","url"} on standard output when it can be
 * talked to, and nothing else there. Exit codes: 0 ended as asked, 1 could not start or broke, 2 wrong settings.
 */
import { readSettings, type DemoSettings } from './read-settings.ts';
import { startInstance } from './start-instance.ts';

function report(name: string, line: string): void {
  process.stderr.write(`${name}: ${line}\n`);
}

/** Calls `end` once when this process is asked to end, or when the parent that started it is gone. */
function onceToEnd(settings: DemoSettings, end: () => void): void {
  let asked = false;
  const ask = (): void => {
    if (asked) return;
    asked = true;
    end();
  };
  process.on('SIGTERM', ask);
  process.on('SIGINT', ask);
  // With an IPC channel, its end is the parent's end.
  if (process.connected) process.on('disconnect', ask);
  if (settings.endWithStdin) {
    process.stdin.on('end', ask);
    process.stdin.on('error', ask);
    process.stdin.resume();
  }
}

async function run(settings: DemoSettings): Promise<void> {
  // A parent that has died no longer reads; that must not turn a clean end into a crash.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);

  const wanted = Promise.withResolvers<undefined>();
  onceToEnd(settings, () => {
    wanted.resolve(undefined);
  });
  const instance = await startInstance(settings, (line) => {
    report(settings.name, line);
  });
  process.stdout.write(`${JSON.stringify({ name: instance.name, url: instance.url })}\n`);
  await wanted.promise;
  await instance.close();
}

const outcome = readSettings(process.env);
if (outcome.ok) {
  const { settings } = outcome;
  run(settings).then(
    () => process.exit(0),
    (error: unknown) => {
      report(settings.name, error instanceof Error ? error.message : String(error));
      process.exit(1);
    },
  );
} else {
  process.stderr.write(`${outcome.problem}\n`);
  process.exitCode = 2;
}
