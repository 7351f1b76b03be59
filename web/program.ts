import type { Readable } from 'node:stream';
import packageFile from '../package.json' with { type: 'json' };
import { BUGS } from '../demo/bugs.ts';
import {
  AppError,
  createEngine,
  defaultWorkspaceDirectory,
  openKeyringStore,
  sessionOnly,
  type ControlInterface,
  type Engine,
} from '../engine/index.ts';
import type { WebArguments } from './arguments.ts';
import { endProgram } from './end-program.ts';
import { startWebHost, type WebHost } from './host.ts';
import { LOCATIONS } from './locations.ts';
import { openerCommand, type RedirectFile, startOpener, writeRedirectFile } from './open-browser.ts';

/** The demo fleet that --demo starts: alpha, beta and gamma. */
const DEMO_INSTANCES = 3;

/** What the program needs of its process. */
export interface WebProgramIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** One line for whoever started this: the address. */
  readonly print: (line: string) => void;
  /** One line for a person: progress and what went wrong. */
  readonly log: (line: string) => void;
  /** Settles when the program is asked to end. */
  readonly untilEnd: Promise<void>;
  /** The keyboard, where there is one: Enter asks for a fresh address. */
  readonly keyboard: Readable | undefined;
}

/**
 * Runs the web host until it is asked to end, and leaves nothing running. `captures`: paths of files to open; the first page
 * shows the last one, or two against each other.
 * Returns the exit code: 0 ended as asked, 3 could not start.
 */
export async function runWebProgram(
  args: WebArguments,
  io: WebProgramIo,
  captures: readonly string[] = [],
): Promise<number> {
  let engine: Engine | undefined;
  let host: WebHost | undefined;
  let redirect: RedirectFile | undefined;
  const opened: string[] = [];
  const removeRedirect = async (): Promise<void> => {
    const file = redirect;
    redirect = undefined;
    await file?.remove();
  };
  try {
    engine = await startEngine(args, io, {
      ports: () => (host ? [host.port] : []),
      isToken: (candidate) => host?.isToken(candidate) ?? false,
    });
    // Before the captures are opened: the host keeps for the first page what the engine tells right at its start.
    host = await startWebHost({
      engine,
      assetsDirectory: LOCATIONS.renderer,
      port: args.port,
      log: io.log,
      takeOpened: () => opened.splice(0),
      onSession: () => void removeRedirect().catch(() => undefined),
    });
    opened.push(...(await openCaptures(engine, captures, io)));
    const { url } = host;
    io.print(`Hopscope is at ${url}`);
    if (args.open) redirect = await openBrowser(url, io);
    if (args.demo) startDemo(engine, io);
    offerFreshAddresses(host, io);
    await io.untilEnd;
    return 0;
  } catch (error) {
    io.log(startProblem(error, args.port));
    return 3;
  } finally {
    io.keyboard?.removeAllListeners('data').pause();
    await endProgram({ host, engine, removeRedirect }, io.log);
  }
}

function startEngine(args: WebArguments, io: WebProgramIo, control: ControlInterface): Promise<Engine> {
  return createEngine({
    workspaceDirectory: args.workspace ?? defaultWorkspaceDirectory(io.env, io.platform),
    program: 'web',
    env: io.env,
    version: packageFile.version,
    demo: { entry: LOCATIONS.demoInstance, knownBugs: BUGS },
    control,
    secretStore:
      io.env['HOPSCOPE_SECRETS'] === 'session' ? sessionOnly('HOPSCOPE_SECRETS says so') : openKeyringStore(),
    onBug: (error, where) => {
      io.log(
        `A fault in ${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      );
    },
  });
}

/** Resolves with the ids of those that a page is to show. A file that cannot be opened is named; the app starts all the same. */
async function openCaptures(
  engine: Engine,
  paths: readonly string[],
  io: WebProgramIo,
): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const path of paths) {
    const opened = await engine.bridge.invoke('transfer.import', {
      id: `open ${path}`.slice(0, 200),
      paths: [path],
    });
    if (!opened.ok && opened.error.details?.['damaged'] === true)
      io.log(`${opened.error.message} Open it in the page, which offers to salvage it.`);
    else if (!opened.ok) io.log(opened.error.message);
    else if (opened.value.files.length > 0) io.log(opened.value.says);
    const id = opened.ok ? opened.value.capture?.id : undefined;
    if (id !== undefined) ids.push(id);
  }
  return paths.length === 2 ? ids : ids.slice(-1);
}

async function openBrowser(url: string, io: WebProgramIo): Promise<RedirectFile | undefined> {
  if (!openerCommand('', io.platform, io.env)) return undefined;
  let file: RedirectFile;
  try {
    file = await writeRedirectFile(url);
  } catch (error) {
    io.log(`The browser was not opened (${String(error)}): open the address yourself.`);
    return undefined;
  }
  const opener = openerCommand(file.path, io.platform, io.env);
  if (opener) startOpener(opener, io.log);
  return file;
}

/** Does not hold up the page: it shows the fleet as starting. */
function startDemo(engine: Engine, io: WebProgramIo): void {
  void engine.bridge.invoke('demo.start', { instances: DEMO_INSTANCES, bugs: [] }).then((started) => {
    if (!started.ok && started.error.code !== 'CANCELLED') {
      io.log(`The demo fleet did not start: ${started.error.message}`);
    }
  });
}

function offerFreshAddresses(host: WebHost, io: WebProgramIo): void {
  io.keyboard?.on('data', () => {
    io.print(`Hopscope is at ${host.issueUrl()}`);
  });
}

function startProblem(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${String(port)} is in use already: choose another with --port N, or leave --port out for a free one.`;
  }
  if (code === 'EACCES' && port > 0 && port < 1024) {
    return `Port ${String(port)} needs more rights than you have: choose one from 1024 on.`;
  }
  const message = error instanceof AppError || error instanceof Error ? error.message : String(error);
  return `Hopscope could not start: ${message}`;
}
