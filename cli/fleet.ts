import { counted } from '../shared/model/counted.ts';
import type { Instance } from '../shared/model/instance.ts';
import type { HeaderPair } from '../shared/model/headers.ts';
import type { Console } from './console.ts';
import { UsageError } from './exit-codes.ts';
import { createLiveLine } from './live-line.ts';
import { visibleLine } from './output/paint.ts';
import { saveRun, type RunFlags } from './run-server.ts';
import { ask, Interrupted, type Session } from './session.ts';
import type { TargetSpec } from './targets.ts';

/** Flags of commands that ask a whole fleet: servers that run, or copies of one that is started. */
export interface FleetFlags extends RunFlags {
  readonly to: readonly TargetSpec[];
  readonly header: readonly HeaderPair[];
}

/**
 * Throws UsageError where flags about the fleet do not go together.
 *
 * @param nobody says what cannot be done without instances: "There is nobody to check"
 * @param one says why there is one fleet only: "the check is of one fleet"
 */
export function checkFleetFlags(
  { to, run, copies, path, header }: FleetFlags,
  { nobody, one }: { readonly nobody: string; readonly one: string },
): void {
  if (to.length === 0 && run === undefined) {
    throw new UsageError(`${nobody}: give --to TARGET for each instance, or --run COMMAND.`);
  }
  if (to.length > 0 && run !== undefined) throw new UsageError(`Give --to or --run, not both: ${one}.`);
  const ofRun = Object.entries({ copies, path }).find(([, value]) => value !== undefined);
  if (run === undefined && ofRun) throw new UsageError(`--${ofRun[0]} is about --run: give that, too.`);
  if (run !== undefined && header.length > 0) {
    throw new UsageError('--header is about the servers of --to: give it there.');
  }
}

/**
 * The instances of `--to`, or the copies of `--run` once each of them answers. Rejects with UsageError, AppError, or
 * Interrupted where it was given up.
 */
export async function gatherInstances(
  session: Session,
  flags: RunFlags & { readonly quiet?: boolean },
  console: Console,
): Promise<readonly Instance[]> {
  return flags.run === undefined ? session.instances : startCopies(session, flags, flags.run, console);
}

async function startCopies(
  { engine }: Session,
  flags: RunFlags & { readonly quiet?: boolean },
  line: string,
  { interrupted, ...console }: Console,
): Promise<readonly Instance[]> {
  const { id, name, copies } = await saveRun(engine, flags, line);
  const live = createLiveLine(console);
  // Closing the engine gives the start up.
  const giveUp = (): void => void engine.close();
  interrupted.addEventListener('abort', giveUp, { once: true });
  try {
    if (!flags.quiet)
      live.show(`starting ${counted(copies, 'copy').replace(/ys$/, 'ies')} of ${visibleLine(name, 80)}`);
    await ask(engine, 'run.start', { id });
  } catch (error) {
    throw interrupted.aborted ? new Interrupted() : error;
  } finally {
    live.end();
    interrupted.removeEventListener('abort', giveUp);
  }
  const { instances } = await ask(engine, 'workspace.get', null);
  return instances.filter(({ startedBy }) => startedBy === 'run');
}
