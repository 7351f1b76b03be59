import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Bridge } from '../../../shared/bridge/bridge.ts';
import { SEVERITIES, type FoundAt, type RuleGroup } from '../../../shared/model/finding.ts';
import type { FindingsFilter } from './group-views.ts';

/** So many findings of a rule are fetched at once, and so many more each time. */
export const FOUND_PAGE = 50;
/** The engine gives no more in one answer; who wants to see more than these uses the list's filter. */
export const MOST_FOUND = 10_000;

/** The findings of one rule as far as they were fetched. */
export interface FoundList {
  readonly found: readonly FoundAt[];
  readonly more: boolean;
  /** So many are asked for. */
  readonly wanted: number;
  /** What the rule's group counted when this was asked. */
  readonly counted: number;
  readonly loading: boolean;
  readonly problem: string | undefined;
}

export interface FindingsState {
  readonly captureId: string | undefined;
  readonly groups: readonly RuleGroup[];
  /** Names of instances by id, as the capture has them. */
  readonly names: Readonly<Record<string, string>>;
  /** Nothing has come yet. */
  readonly loading: boolean;
  /** A sentence: why there is nothing, or nothing newer. */
  readonly problem: string | undefined;
  readonly filter: FindingsFilter;
  /** Rules whose findings are listed. */
  readonly open: ReadonlySet<string>;
  readonly lists: ReadonlyMap<string, FoundList>;
}

export interface FindingsStore extends StoreApi<FindingsState> {
  /** Shows this capture's findings and follows what is judged; returns what lets it rest. */
  readonly follow: (captureId: string) => () => void;
  /** Asks again, after a problem. */
  readonly refresh: () => void;
  readonly toggle: (rule: string) => void;
  readonly more: (rule: string) => void;
  readonly setFilter: (change: Partial<FindingsFilter>) => void;
}

export const ALL_FINDINGS: FindingsFilter = {
  severities: new Set(SEVERITIES),
  side: 'any',
  instanceId: undefined,
  text: '',
  showMuted: false,
};

const NOTHING = {
  groups: [],
  names: {},
  problem: undefined,
  open: new Set<string>(),
  lists: new Map(),
} as const;
const FIRST_LIST: FoundList = {
  ...{ found: [], more: false, wanted: FOUND_PAGE, counted: 0 },
  ...{ loading: true, problem: undefined },
};

/** Runs one at a time; what is asked for meanwhile runs once more at the end. */
function oneAtATime(run: () => Promise<void>): () => void {
  let running = false;
  let again = false;
  const start = async (): Promise<void> => {
    running = true;
    do {
      again = false;
      await run();
      // Set by whoever asked meanwhile, which the compiler cannot see.
    } while (again as boolean);
    running = false;
  };
  return () => {
    if (running) again = true;
    else void start();
  };
}

/** Fetches the findings of rules whose lists are open, each rule's one after the other. */
interface ListFetcher {
  readonly set: (rule: string, change: Partial<FoundList>) => void;
  readonly fetch: (rule: string) => void;
  /** From the first page on. */
  readonly fetchAnew: (rules: Iterable<string>) => void;
}

function createListFetcher(bridge: Bridge, store: StoreApi<FindingsState>): ListFetcher {
  const fetchers = new Map<string, () => void>();
  const set: ListFetcher['set'] = (rule, change) => {
    store.setState(({ lists }) => ({
      lists: new Map(lists).set(rule, { ...(lists.get(rule) ?? FIRST_LIST), ...change }),
    }));
  };
  const ask = async (rule: string): Promise<void> => {
    const { captureId, groups, filter, lists } = store.getState();
    const list = lists.get(rule);
    if (captureId === undefined || !list) return;
    const { instanceId } = filter;
    const counted = countOf(groups, rule);
    const answer = await bridge.invoke('findings.list', {
      ...{ captureId, rule, after: 0, limit: list.wanted },
      ...(instanceId !== undefined && { instanceId }),
    });
    const now = store.getState();
    // Closed, or of another capture or instance by now: then it was asked for once more.
    if (now.captureId !== captureId || now.filter.instanceId !== instanceId || !now.lists.has(rule)) return;
    if (!answer.ok) set(rule, { loading: false, problem: answer.error.message });
    else set(rule, { ...answer.value, counted, loading: false, problem: undefined });
  };
  const fetch = (rule: string): void => {
    const fetcher = fetchers.get(rule) ?? oneAtATime(() => ask(rule));
    fetchers.set(rule, fetcher);
    fetcher();
  };
  return {
    set,
    fetch,
    fetchAnew: (rules) => {
      for (const rule of rules) {
        set(rule, FIRST_LIST);
        fetch(rule);
      }
    },
  };
}

function countOf(groups: readonly RuleGroup[], rule: string): number {
  return groups.find((group) => group.rule === rule)?.count ?? 0;
}

/** What the rules have found in the capture that is shown, by rule; the findings of a rule come when they are asked for. */
export function createFindingsStore(bridge: Bridge): FindingsStore {
  const store = createStore<FindingsState>(() => ({
    ...{ ...NOTHING, captureId: undefined, loading: true, filter: ALL_FINDINGS },
  }));
  const fetcher = createListFetcher(bridge, store);
  const refresh = oneAtATime(async () => {
    const { captureId } = store.getState();
    if (captureId === undefined) return;
    const answer = await bridge.invoke('findings.groups', { captureId });
    if (store.getState().captureId !== captureId) return;
    if (!answer.ok) {
      store.setState({ loading: false, problem: answer.error.message });
      return;
    }
    const { groups, names } = answer.value;
    store.setState({ groups, names, loading: false, problem: undefined });
    for (const [rule, list] of store.getState().lists) {
      if (countOf(groups, rule) !== list.counted || list.problem !== undefined) fetcher.fetch(rule);
    }
  });
  return Object.assign(store, {
    refresh,
    follow: (captureId: string) => {
      if (store.getState().captureId !== captureId) {
        store.setState({ ...NOTHING, captureId, loading: true });
      }
      const stops = [
        bridge.on('judged', (state) => {
          if (state.captureId === captureId) refresh();
        }),
        // Called at once: what happened while nobody looked, or while the engine was out of reach, came in no event.
        bridge.onConnection((connected) => {
          if (connected) refresh();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    toggle: (rule: string) => {
      const open = new Set(store.getState().open);
      if (open.delete(rule)) {
        const lists = new Map(store.getState().lists);
        lists.delete(rule);
        store.setState({ open, lists });
        return;
      }
      store.setState({ open: open.add(rule) });
      fetcher.fetchAnew([rule]);
    },
    more: (rule: string) => {
      const { wanted } = store.getState().lists.get(rule) ?? FIRST_LIST;
      fetcher.set(rule, { wanted: Math.min(wanted + FOUND_PAGE, MOST_FOUND), loading: true });
      fetcher.fetch(rule);
    },
    setFilter: (change: Partial<FindingsFilter>) => {
      const { filter, open } = store.getState();
      const next = { ...filter, ...change };
      store.setState({ filter: next });
      if (next.instanceId !== filter.instanceId) fetcher.fetchAnew(open);
    },
  });
}
