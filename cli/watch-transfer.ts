import { counted } from '../shared/model/counted.ts';
import type { Engine } from '../engine/index.ts';
import type { LiveLine } from './live-line.ts';

/** A command makes one transfer. */
export const TRANSFER_ID = 'cli';

/** What takes less needs no line; ms. */
const SHOWN_AFTER_MS = 1_000;

/** Shows how far an import or export is. What is returned ends that; it can be called again. */
export function watchTransfer(engine: Engine, live: LiveLine | undefined): () => void {
  const began = Date.now();
  const off = engine.bridge.on('transfer', ({ kind, name, done, total, exchanges }) => {
    if (Date.now() - began < SHOWN_AFTER_MS) return;
    const percent = total > 0 ? ` ${String(Math.min(100, Math.floor((done / total) * 100)))} %` : '';
    live?.show(
      `${kind === 'import' ? 'Reading' : 'Writing'} ${name}:${percent} (${counted(exchanges, 'exchange')})`,
    );
  });
  let over = false;
  return () => {
    if (over) return;
    over = true;
    off();
    live?.end();
  };
}
