import type { CaptureSummary } from '../../shared/model/capture.ts';

/** The summaries are told so often at most. */
const SUMMARY_MS = 500;

/** Tells the summaries when they have changed. */
export interface SummaryTicker {
  /** Something may have changed. */
  touch(): void;
  stop(): void;
}

/** `look` gives the present summaries; `tell` gets them when they differ from those told last. */
export function createSummaryTicker(
  look: () => CaptureSummary[],
  tell: (list: CaptureSummary[]) => void,
): SummaryTicker {
  let timer: NodeJS.Timeout | undefined;
  let told = '';
  let touched = false;
  const tick = (): void => {
    timer = undefined;
    const list = look();
    const text = JSON.stringify(list);
    const changed = text !== told;
    // Looked at once more after each pause: what is written last reaches the disk a little later, and a problem
    // ends without anything being appended.
    if (changed || touched || list.some(({ problem }) => problem !== undefined)) {
      timer = setTimeout(tick, SUMMARY_MS);
    }
    touched = false;
    told = text;
    if (changed) tell(list);
  };
  return {
    touch() {
      touched = true;
      timer ??= setTimeout(tick, 0);
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
