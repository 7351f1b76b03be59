import { inTransaction, type Change, type SharedStore } from './shared-store.ts';

/** A switch of the whole fleet, and the log through which every instance learns that it was turned. */
export interface Switch {
  /** Whether it is on, as the shared file says now. */
  isOn(): boolean;
  /** Sets the switch (absent: flips it), records what that changed, and returns the new state. */
  set(on?: boolean): boolean;
}

/** The two lists that the conformance suite asks to be changed. */
export interface ListSwitches {
  readonly tools: Switch;
  readonly prompts: Switch;
}

const KEPT_CHANGES = 1_000;

/**
 * The switch as kept in the shared file.
 *
 * @param name tells it from the other switches in the file
 * @param changes what to tell listeners whenever the switch is really turned
 */
export function sharedSwitch(store: SharedStore, name: string, changes: readonly Change[]): Switch {
  const read = store.prepare('SELECT value FROM flags WHERE name = ?');
  const write = store.prepare(
    'INSERT INTO flags (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const record = store.prepare('INSERT INTO changes (kind, uri) VALUES (?, ?)');
  const prune = store.prepare('DELETE FROM changes WHERE version <= (SELECT MAX(version) FROM changes) - ?');
  const isOn = (): boolean => read.get(name)?.['value'] === 1;
  return {
    isOn,
    set(on) {
      return inTransaction(store, () => {
        const before = isOn();
        const after = on ?? !before;
        if (after === before) return after;
        write.run(name, after ? 1 : 0);
        for (const change of changes) record.run(change.kind, change.kind === 'resource' ? change.uri : null);
        prune.run(KEPT_CHANGES);
        return after;
      });
    },
  };
}

/** Follows the log of changes that all instances write to. */
export interface ChangeWatcher {
  /** Looks now, so that an answer never lags behind what another instance did. */
  check(): void;
  /** Ends the polling. */
  stop(): void;
}

const POLL_MS = 50;

/**
 * Calls `tell` once for each change that any instance records from now on, in order.
 *
 * SQLite has no notification between processes, so the log is polled; one indexed read takes microseconds.
 */
export function watchChanges(store: SharedStore, tell: (change: Change) => void): ChangeWatcher {
  const newer = store.prepare('SELECT version, kind, uri FROM changes WHERE version > ? ORDER BY version');
  const newest = store.prepare('SELECT COALESCE(MAX(version), 0) AS version FROM changes');
  let seen = Number(newest.get()?.['version'] ?? 0);
  const check = (): void => {
    for (const row of newer.all(seen)) {
      seen = Number(row['version']);
      tell(readChange(String(row['kind']), row['uri']));
    }
  };
  const timer = setInterval(check, POLL_MS);
  timer.unref();
  return {
    check,
    stop() {
      clearInterval(timer);
    },
  };
}

function readChange(kind: string, uri: unknown): Change {
  if (kind === 'tools' || kind === 'prompts' || kind === 'resources') return { kind };
  return { kind: 'resource', uri: String(uri) };
}
