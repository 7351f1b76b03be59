import { useEffect, useRef, useState } from 'react';
import type { FilterCompletion, FilterProposal } from '../../shared/model/filter-completion.ts';
import { useApp } from '../ui/app-context.ts';

/** Nobody reads proposals between two letters. */
const PAUSE_MS = 70;

const NOTHING: FilterCompletion = { from: 0, to: 0, proposals: [] };

/** What ends the word that proposals were made for. */
const ENDS_A_WORD = /[\s,():"]/;

interface Answered extends FilterCompletion {
  /** The text that it was made for. */
  readonly of: string;
}

interface Typing {
  readonly captureId: string | undefined;
  readonly text: string;
  /** Undefined: nobody is typing. */
  readonly cursor: number | undefined;
}

/**
 * What is left of proposals while the next ones are on their way: all of them where only letters of the same word came or
 * went, with the stretch as it is now, and none otherwise, or a key would take what was meant for another place. Pure.
 */
export function followTyping(
  { of, from, to, proposals }: Answered,
  { text, cursor }: { readonly text: string; readonly cursor: number },
): FilterCompletion {
  const end = text.length - (of.length - to);
  if (end < from || text.slice(0, from) !== of.slice(0, from) || text.slice(end) !== of.slice(to))
    return NOTHING;
  if (cursor < from || cursor > end) return NOTHING;
  const [shorter, longer] = [of.slice(from, to), text.slice(from, end)].sort((a, b) => a.length - b.length);
  if (shorter === undefined || !longer?.startsWith(shorter)) return NOTHING;
  return ENDS_A_WORD.test(longer.slice(shorter.length)) ? NOTHING : { from, to: end, proposals };
}

/** What the engine proposes for the text at the cursor, and until it has answered what still holds of before. */
export function useProposals({ captureId, text, cursor }: Typing): FilterCompletion {
  const { bridge } = useApp();
  const [answered, setAnswered] = useState<Answered>({ of: '', ...NOTHING });
  const asked = useRef(0);
  useEffect(() => {
    asked.current += 1;
    const own = asked.current;
    if (cursor === undefined || captureId === undefined) return undefined;
    const timer = setTimeout(() => {
      void bridge.invoke('filter.complete', { captureId, text, cursor }).then((answer) => {
        if (own !== asked.current) return;
        setAnswered({ of: text, ...(answer.ok ? answer.value : NOTHING) });
      });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [bridge, captureId, text, cursor]);
  return cursor === undefined ? NOTHING : followTyping(answered, { text, cursor });
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
