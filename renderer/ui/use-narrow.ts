import { useSyncExternalStore } from 'react';

/** As in the style sheets: below this the detail slides over, and tables leave out what their details have as well. */
const QUERY = '(width < 1200px)';

function subscribe(changed: () => void): () => void {
  const list = window.matchMedia(QUERY);
  list.addEventListener('change', changed);
  return () => {
    list.removeEventListener('change', changed);
  };
}

/** Whether the window is narrow: below 1200 px. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches);
}
