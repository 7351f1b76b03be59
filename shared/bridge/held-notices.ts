/** Of notices that nobody takes, the newest are kept: as many. */
const MAX_HELD_NOTICES = 100;

/** Notices for a page that does not hear them yet; unlike other events they are told once only. */
export interface HeldNotices<T> {
  hold(notice: T): void;
  /** Those that are held, oldest first; from then on none. */
  take(): readonly T[];
}

export function createHeldNotices<T>(): HeldNotices<T> {
  let held: readonly T[] = [];
  return {
    hold(notice) {
      held = [...held, notice].slice(-MAX_HELD_NOTICES);
    },
    take() {
      const taken = held;
      held = [];
      return taken;
    },
  };
}
