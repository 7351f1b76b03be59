import { counted } from '../../shared/model/counted.ts';
import type { Engine } from '../../engine/index.ts';
import type { LiveLine } from '../live-line.ts';
import { ask } from '../session.ts';

/** What is read in less needs no line; ms. */
const SHOWN_AFTER_MS = 1_000;

/** Waits until all of a capture that has ended is judged; says how far that is where it takes long. */
export async function untilRead(
  engine: Engine,
  captureId: string,
  live: LiveLine | undefined,
): Promise<void> {
  const began = Date.now();
  const stop = engine.bridge.on('judged', (state) => {
    if (state.captureId !== captureId || Date.now() - began < SHOWN_AFTER_MS) return;
    live?.show(`Read ${String(state.judged)} of ${counted(state.ended, 'exchange')}`);
  });
  try {
    await ask(engine, 'findings.settled', { captureId });
  } finally {
    stop();
    live?.end();
  }
}
