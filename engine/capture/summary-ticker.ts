import type { CaptureSummary } from '../../shared/model/capture.ts';

/** The summaries are told so often at most. */
const SUMMARY_MS = 500;

/** Tells the summaries when they have changed. */
export interface SummaryTicker {
  /** Something may have changed. */
  touch(): void;
  /** One is closed: who works with it must hear of that, also where it came and went between two looks. */
  gone(): void;
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
  let isGone = false;
  const tick = (): void => {
    timer = undefined;
    const list = look();
    const text = JSON.stringify(list);
    const changed = text !== told || isGone;
    isGone = false;
    // Looked at once more after each pause: what is written last reaches the disk a little later, and a problem
    // ends without anything being appended.
    if (changed || touched || list.some(({ problem }) => problem !== undefined)) {
      timer = setTimeout(tick, SUMMARY_MS);
    }
    touched = false;
    told = text;
    if (changed) tell(list);
  };
  const touch = (): void => {
    touched = true;
    timer ??= setTimeout(tick, 0);
  };
  return {
    touch,
    gone() {
      isGone = true;
      touch();
    },
    stop() {
      clearTimeout(timer);
    },
  };
}
