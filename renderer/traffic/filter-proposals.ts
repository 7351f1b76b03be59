import { useEffect, useRef, useState } from 'react';
import type { FilterCompletion, FilterProposal } from '../../shared/model/filter-completion.ts';
import { useApp } from '../ui/app-context.ts';

/** Nobody reads proposals between two letters. */
const PAUSE_MS = 70;

const NOTHING: FilterCompletion = { from: 0, to: 0, proposals: [] };

interface Typing {
  readonly captureId: string | undefined;
  readonly text: string;
  /** Undefined: nobody is typing. */
  readonly cursor: number | undefined;
}

/** What the engine proposes for the text at the cursor; what it proposed before stands until it has answered. */
export function useProposals({ captureId, text, cursor }: Typing): FilterCompletion {
  const { bridge } = useApp();
  const [completion, setCompletion] = useState(NOTHING);
  const asked = useRef(0);
  useEffect(() => {
    asked.current += 1;
    const own = asked.current;
    if (cursor === undefined || captureId === undefined) return undefined;
    const timer = setTimeout(() => {
      void bridge.invoke('filter.complete', { captureId, text, cursor }).then((answer) => {
        if (own !== asked.current) return;
        setCompletion(answer.ok ? answer.value : NOTHING);
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [bridge, captureId, text, cursor]);
  return cursor === undefined ? NOTHING : completion;
}

/** The text with a proposal taken, and where the cursor is then. Pure. */
export function takeProposal(
  text: string,
  { from, to }: Pick<FilterCompletion, 'from' | 'to'>,
  { insert }: FilterProposal,
): { readonly text: string; readonly cursor: number } {
  const after = text.slice(to);
  // One space is enough, and none before a comma or bracket.
  const inserted = /^[\s,)]/.test(after) ? insert.trimEnd() : insert;
  const skip = inserted !== insert && after.startsWith(' ') ? 1 : 0;
  return { text: text.slice(0, from) + inserted + after, cursor: from + inserted.length + skip };
}
