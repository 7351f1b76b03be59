import {
  DURABILITY_STEPS,
  DURABILITY_WORDS,
  type DurabilityState,
  type DurabilityWish,
} from '../../shared/model/durability.ts';
import type { Console } from '../console.ts';
import { UsageError } from '../exit-codes.ts';
import { gatherInstances } from '../fleet.ts';
import { createLiveLine } from '../live-line.ts';
import { visibleLine } from '../output/paint.ts';
import type { RunFlags } from '../run-server.ts';
import { ask, type Session } from '../session.ts';

/** The instances of a check, in the engine and ready. */
export interface Fleet {
  readonly wish: Pick<DurabilityWish, 'instanceIds' | 'creatorId'>;
  readonly urls: ReadonlyMap<string, string>;
}

/** Starts what is to be started. Rejects with UsageError, AppError, or Interrupted where it was given up. */
export async function gatherFleet(
  session: Session,
  flags: RunFlags & { readonly creator?: string; readonly quiet?: boolean },
  console: Console,
): Promise<Fleet> {
  const instances = await gatherInstances(session, flags, console);
  const { creator } = flags;
  const found = instances.find(({ name }) => name.toLowerCase() === creator?.toLowerCase());
  if (creator !== undefined && !found) {
    const names = instances.map(({ name }) => name).join(', ');
    throw new UsageError(`--creator ${creator}: there is none of this name. There are: ${names}.`);
  }
  return {
    wish: { instanceIds: instances.map(({ id }) => id), ...(found && { creatorId: found.id }) },
    urls: new Map(instances.map(({ id, url }) => [id, url])),
  };
}

/**
 * Makes the check and tells how far it is. Ctrl-C cancels it: what it has shown by then is in the state that it resolves with.
 */
export async function makeCheck(
  { engine }: Session,
  wish: DurabilityWish,
  { quiet }: { readonly quiet?: boolean },
  console: Console,
): Promise<DurabilityState> {
  const { interrupted } = console;
  const live = createLiveLine(console);
  const over = Promise.withResolvers<DurabilityState>();
  const off = engine.bridge.on('durability', (state) => {
    if (state.state !== 'running') over.resolve(state);
    else if (!quiet) live.show(progressOf(state));
  });
  let giveUp: (() => void) | undefined;
  try {
    const { id } = await ask(engine, 'durability.start', wish);
    giveUp = () => void engine.bridge.invoke('durability.cancel', { id });
    interrupted.addEventListener('abort', giveUp, { once: true });
    if (interrupted.aborted) giveUp();
    return await over.promise;
  } finally {
    if (giveUp) interrupted.removeEventListener('abort', giveUp);
    off();
    live.end();
  }
}

function progressOf({ step, doing }: DurabilityState): string {
  const at = step === undefined ? 0 : DURABILITY_STEPS.indexOf(step) + 1;
  const title = step === undefined ? '' : `${DURABILITY_WORDS[step].title}: `;
  return visibleLine(`${String(at)}/${String(DURABILITY_STEPS.length)} ${title}${doing}`, 160);
}
