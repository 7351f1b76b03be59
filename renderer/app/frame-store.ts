import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Destination, ScreenName } from '../ui/app-context.ts';

/** Where the user is. */
export interface FrameState {
  readonly screen: ScreenName;
  /** Where each screen that was visited was last asked to go; a new object for each visit. */
  readonly visits: Readonly<Partial<Record<ScreenName, Destination>>>;
  readonly overlay: 'none' | 'palette' | 'keys';
}

export interface FrameStore extends StoreApi<FrameState> {
  readonly go: (destination: Destination) => void;
  readonly setOverlay: (overlay: FrameState['overlay']) => void;
}

export function createFrameStore(): FrameStore {
  const store = createStore<FrameState>(() => ({
    screen: 'traffic',
    visits: { traffic: { screen: 'traffic' } },
    overlay: 'none',
  }));
  return Object.assign(store, {
    go: (destination: Destination) => {
      store.setState(({ visits }) => ({
        screen: destination.screen,
        visits: { ...visits, [destination.screen]: { ...destination } },
        overlay: 'none',
      }));
    },
    setOverlay: (overlay: FrameState['overlay']) => {
      store.setState({ overlay });
    },
  });
}
