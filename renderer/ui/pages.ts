import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Result } from '../../shared/bridge/result.ts';

/** One page as a command gives it. */
export interface Page<T> {
  readonly items: readonly T[];
  /** Of all pages. */
  readonly total: number;
}

export interface PagesState {
  /** Absent until the first page came. */
  readonly total: number | undefined;
  /** Grows with each page that comes. */
  readonly version: number;
  /** Why the last page did not come: a sentence. */
  readonly problem: string | undefined;
}

/** A long list of which only what is looked at is fetched. */
export interface Pages<T> extends StoreApi<PagesState> {
  /** Undefined where it is not here (yet). */
  readonly at: (index: number) => T | undefined;
  /** These are looked at, `start` to before `end`: asks for what is missing. Before anything came, for the first page. */
  readonly want: (start: number, end: number) => void;
  /** Asks again for what was wanted last; what is here stays until then. */
  readonly refresh: () => void;
  /** What is here of the list, with the index of each. */
  readonly known: () => readonly (readonly [number, T])[];
}

interface PagesOptions<T> {
  readonly ask: (from: number, limit: number) => Promise<Result<Page<T>>>;
  /** Entries of a page. */
  readonly size?: number;
  /** Pages that are kept; those that came first go first. */
  readonly keep?: number;
}

const SIZE = 200;
const KEEP = 60;

/** Nothing is asked for before it is wanted. */
export function createPages<T>({ ask, size = SIZE, keep = KEEP }: PagesOptions<T>): Pages<T> {
  const store = createStore<PagesState>(() => ({ total: undefined, version: 0, problem: undefined }));
  const pages = new Map<number, readonly T[]>();
  const asked = new Set<number>();
  let wanted = { start: 0, end: 1 };
  let generation = 0;

  const take = (page: number, answer: Result<Page<T>>): void => {
    if (!answer.ok) {
      store.setState({ problem: answer.error.message });
      return;
    }
    const { items, total } = answer.value;
    // Set anew, so that it counts as the latest.
    pages.delete(page);
    pages.set(page, items);
    const first = Math.floor(wanted.start / size);
    const last = Math.floor(Math.max(wanted.end - 1, 0) / size);
    for (const old of pages.keys()) {
      if (pages.size <= keep) break;
      if (old < first || old > last) {
        pages.delete(old);
        asked.delete(old);
      }
    }
    store.setState(({ version }) => ({ total, version: version + 1, problem: undefined }));
  };
  const fetchPage = async (page: number): Promise<void> => {
    asked.add(page);
    const own = generation;
    const answer = await ask(page * size, size);
    if (own !== generation) return;
    if (!answer.ok) asked.delete(page);
    take(page, answer);
  };
  const want = (start: number, end: number): void => {
    wanted = { start, end };
    const { total } = store.getState();
    const limit = total === undefined ? 1 : Math.max(Math.min(end, total), 1);
    for (let page = Math.floor(Math.max(start, 0) / size); page * size < limit; page += 1) {
      if (!asked.has(page)) void fetchPage(page);
    }
  };
  return Object.assign(store, {
    at: (index: number) => pages.get(Math.floor(index / size))?.[index % size],
    want,
    refresh: () => {
      generation += 1;
      asked.clear();
      want(wanted.start, wanted.end);
    },
    known: () =>
      [...pages]
        .toSorted(([one], [other]) => one - other)
        .flatMap(([page, items]) => items.map((item, index) => [page * size + index, item] as const)),
  });
}
