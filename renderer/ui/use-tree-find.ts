import { useEffect, useState } from 'react';
import { NOTHING_FOUND, type Found, type FoundPlace } from './json-find.ts';
import { runSliced, type JsonTreeModel } from './json-tree-model.ts';

/** A pause in typing after which the text is looked for. */
const SETTLE_MS = 150;

export interface TreeFindState {
  readonly wanted: string;
  /** Undefined while it is looked for. */
  readonly found: Found | undefined;
  /** Which of the places is shown, from 0. */
  readonly current: number;
  /** Row of the tree that shows it, and the place itself. */
  readonly index: number | undefined;
  readonly place: FoundPlace | undefined;
  readonly want: (text: string) => void;
  /** Goes on by so many places, around the end. */
  readonly step: (by: number) => void;
}

interface Finding {
  readonly wanted: string;
  readonly found: Found;
}

interface TreeFindOptions {
  readonly model: JsonTreeModel;
  readonly isOpen: boolean;
  /** Its text is still being read: nothing can be found yet. */
  readonly reading: boolean;
  /** Draws the model as it is now, and scrolls to this row. */
  readonly showDrawn: (index: number) => void;
}

/** Finding in a tree: the places come from where the text is read, and each opens the way to it when its turn comes. */
export function useTreeFind({ model, isOpen, reading, showDrawn }: TreeFindOptions): TreeFindState {
  const [wanted, setWanted] = useState('');
  const [finding, setFinding] = useState<Finding>();
  const [current, setCurrent] = useState(0);
  const [shown, setShown] = useState<{ readonly at: number; readonly pointer: string }>();
  const isWanted = isOpen && wanted !== '';
  const found = isWanted ? (finding?.wanted === wanted ? finding.found : undefined) : NOTHING_FOUND;
  useEffect(() => {
    if (!isWanted || reading) return undefined;
    const ended = new AbortController();
    const timer = setTimeout(() => {
      void runSliced(model.find(wanted), ended.signal).then((places) => {
        if (!places || ended.signal.aborted) return;
        setFinding({ wanted, found: places });
        setCurrent(0);
      });
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [model, reading, isWanted, wanted]);
  const at = found?.offsets[current];
  useEffect(() => {
    if (at === undefined) return undefined;
    const ended = new AbortController();
    void runSliced(model.revealAt(at), ended.signal).then((index) => {
      if (index === undefined || ended.signal.aborted) return;
      setShown({ at, pointer: model.rows[index]?.pointer ?? '' });
      showDrawn(index);
    });
    return () => {
      ended.abort();
    };
  }, [model, at, showDrawn]);
  const count = found?.offsets.length ?? 0;
  return {
    ...{ wanted, found, current },
    // Rows move as others are opened: the one that shows it is found anew.
    index:
      at !== undefined && shown?.at === at
        ? model.rows.findIndex(({ kind, pointer }) => kind === 'value' && pointer === shown.pointer)
        : undefined,
    place: at === undefined ? undefined : { at, length: wanted.length },
    want: setWanted,
    step: (by) => {
      if (count > 0) setCurrent((current + by + count) % count);
    },
  };
}
