import { createStore, type StoreApi } from 'zustand/vanilla';

export type NoticeLevel = 'note' | 'warning' | 'fault';

/** What a person can do about it. */
export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly level: NoticeLevel;
  readonly message: string;
  /** How often it was said while it stood. */
  readonly times: number;
  readonly action?: NoticeAction;
}

export interface NoticeStore extends StoreApi<{ readonly notices: readonly Notice[] }> {
  /** With something to do about it, it stands until it is closed or done. */
  readonly say: (level: NoticeLevel, message: string, action?: NoticeAction) => void;
  readonly close: (id: number) => void;
}

/** How long a notice stands, in ms; faults stay until they are closed. */
const STANDS_MS: Readonly<Record<NoticeLevel, number | undefined>> = {
  note: 4000,
  warning: 8000,
  fault: undefined,
};
const MOST = 5;
/** Who reads slowly reads so fast, in ms a character. */
const READ_MS = 60;

/** A long text stands as long as it takes to read it. */
function standsMs(level: NoticeLevel, message: string): number | undefined {
  const stands = STANDS_MS[level];
  return stands === undefined ? undefined : Math.max(stands, message.length * READ_MS);
}

/** Short messages at the foot of the window. `later` is a timer, given so that tests need not wait. */
export function createNoticeStore(later: (run: () => void, ms: number) => void): NoticeStore {
  const store = createStore<{ readonly notices: readonly Notice[] }>(() => ({ notices: [] }));
  let nextId = 1;
  const close = (id: number): void => {
    store.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
  };
  const say = (level: NoticeLevel, message: string, action?: NoticeAction): void => {
    const id = nextId;
    nextId += 1;
    store.setState(({ notices }) => {
      const same = notices.find((notice) => notice.message === message && notice.level === level);
      const others = notices.filter((notice) => notice !== same);
      const notice = { id, level, message, times: (same?.times ?? 0) + 1, ...(action && { action }) };
      return { notices: [...others, notice].slice(-MOST) };
    });
    const stands = action ? undefined : standsMs(level, message);
    if (stands !== undefined) {
      later(() => {
        close(id);
      }, stands);
    }
  };
  return Object.assign(store, { say, close });
}
