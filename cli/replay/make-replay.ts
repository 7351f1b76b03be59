import { AppError } from '../../engine/index.ts';
import type { ReplayReport, ReplayWish } from '../../shared/model/replay-run.ts';
import type { ReplayState } from '../../shared/model/replay-verdict.ts';
import type { Console } from '../console.ts';
import { UsageError } from '../exit-codes.ts';
import { createLiveLine } from '../live-line.ts';
import { visibleLine } from '../output/paint.ts';
import type { ReportWish } from '../report-files.ts';
import { ask, type Session } from '../session.ts';
import { keepReports } from './keep-reports.ts';

/**
 * Sends, tells how far it is, and keeps the reports. Resolves with the state at its end, when the reports are written. Ctrl-C
 * cancels it: what had come by then is in the state. Rejects with UsageError or AppError where it cannot begin.
 */
export async function makeReplay(
  { engine }: Session,
  wish: ReplayWish,
  options: { readonly quiet?: boolean; readonly report: readonly ReportWish<ReplayReport>[] },
  console: Console,
): Promise<ReplayState> {
  const { interrupted } = console;
  const live = createLiveLine(console);
  const over = Promise.withResolvers<ReplayState>();
  const off = engine.bridge.on('replay', (state) => {
    if (state.state !== 'running') over.resolve(state);
    else if (!options.quiet) live.show(progressOf(state));
  });
  let giveUp: (() => void) | undefined;
  try {
    const { id } = await start(engine, wish);
    giveUp = () => void engine.bridge.invoke('replay.cancel', { id });
    interrupted.addEventListener('abort', giveUp, { once: true });
    if (interrupted.aborted) giveUp();
    const reports = keepReports({
      cwd: console.cwd,
      wishes: options.report,
      textOf: async (format) => (await ask(engine, 'replay.report', { id, format })).text,
    });
    try {
      void reports.begin();
      const state = await over.promise;
      await reports.end();
      return state;
    } finally {
      reports.stop();
    }
  } finally {
    if (giveUp) interrupted.removeEventListener('abort', giveUp);
    off();
    live.end();
  }
}

/** That hosts look like production is for whoever writes the command line to say. */
async function start(engine: Session['engine'], wish: ReplayWish): Promise<ReplayState> {
  try {
    return await ask(engine, 'replay.start', wish);
  } catch (error) {
    if (error instanceof AppError && error.code === 'NEEDS_CONSENT' && !wish.confirmed) {
      throw new UsageError(`${error.message} Give --production where that is meant.`);
    }
    throw error;
  }
}

function progressOf({ done, planned, doing }: ReplayState): string {
  const count = planned === 0 ? '' : `${String(done)}/${String(planned)} `;
  return visibleLine(`${count}${doing}`, 160);
}
