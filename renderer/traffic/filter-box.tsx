import { IconFilter, IconX } from '@tabler/icons-react';
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { FilterProposal } from '../../shared/model/filter-completion.ts';
import styles from './filter-box.module.css';
import { FilterHelp, proposalId } from './filter-help.tsx';
import { takeProposal, useProposals } from './filter-proposals.ts';
import { SavedFilters } from './saved-filters.tsx';
import { useTraffic, useTrafficModel } from './traffic-context.ts';

/** A pause in typing after which the text counts: half a word would hide everything for a moment. */
const SETTLE_MS = 180;

const FIELD_ID = 'traffic-filter';

/** Puts the cursor into the filter field, its text selected. */
export function focusFilter(): void {
  const field = document.getElementById(FIELD_ID);
  if (field instanceof HTMLInputElement) field.select();
}

/** What is typed, until it counts. */
function useTypedFilter() {
  const { actions } = useTrafficModel();
  const settled = useTraffic((state) => state.filterText);
  const [typed, setTyped] = useState<string>();
  useEffect(() => {
    if (typed === undefined) return undefined;
    const timer = setTimeout(() => {
      actions.setFilter(typed);
      setTyped(undefined);
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [actions, typed]);
  const settle = (value: string | undefined): void => {
    if (value !== undefined) actions.setFilter(value);
    setTyped(undefined);
  };
  return { text: typed ?? settled, isTyping: typed !== undefined, setTyped, settle, typed };
}

/** The proposals for what is typed, which of them is chosen, and what keys do with them. */
function useFilterField() {
  const captureId = useTraffic((state) => state.captureId);
  const typing = useTypedFilter();
  const { text, setTyped, settle, typed } = typing;
  const [cursor, setCursor] = useState<number>();
  /** What the chosen proposal puts in, so that it stays chosen where the next answer moves it. */
  const [active, setActive] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  /** Where the cursor goes once the text that it belongs to is in the field. */
  const goTo = useRef<number>(undefined);
  const completion = useProposals({ captureId, text, cursor });
  const { proposals } = completion;
  const chosen = active === undefined ? -1 : proposals.findIndex(({ insert }) => insert === active);

  useLayoutEffect(() => {
    if (goTo.current === undefined) return;
    field.current?.setSelectionRange(goTo.current, goTo.current);
    goTo.current = undefined;
  });
  const place = (at: number | undefined): void => {
    setCursor(at);
    setActive(undefined);
  };
  const take = (proposal: FilterProposal): void => {
    const taken = takeProposal(text, completion, proposal);
    goTo.current = taken.cursor;
    setTyped(taken.text);
    place(taken.cursor);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const proposal = proposals[chosen];
    if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && proposals.length > 0) {
      event.preventDefault();
      const by = event.key === 'ArrowDown' ? 1 : -1;
      // One place more than there are proposals: none chosen.
      const next = ((chosen + 1 + by + proposals.length + 1) % (proposals.length + 1)) - 1;
      setActive(proposals[next]?.insert);
    } else if ((event.key === 'Tab' || event.key === 'Enter') && proposal && !event.shiftKey) {
      event.preventDefault();
      event.stopPropagation();
      take(proposal);
    } else if (event.key === 'Escape' && proposal) {
      event.stopPropagation();
      setActive(undefined);
    } else if (event.key === 'Escape' || event.key === 'Enter') {
      event.stopPropagation();
      settle(typed);
      event.currentTarget.blur();
    }
  };
  return { ...typing, field, proposals, chosen, place, setCursor, take, onKeyDown };
}

/** The filter of the list, with what could be typed. What is wrong with it stands below while the last good one holds. */
export function FilterBox() {
  const problem = useTraffic((state) => state.filterProblem);
  const { text, isTyping, setTyped, settle, ...typing } = useFilterField();
  const { field, proposals, chosen, place, setCursor, take, onKeyDown } = typing;
  const helpId = useId();
  const listId = useId();
  return (
    <div className={styles.box} role="search" data-problem={problem !== undefined || undefined}>
      <IconFilter className={styles.icon} size={14} aria-hidden="true" />
      <input
        ref={field}
        id={FIELD_ID}
        className={styles.field}
        type="text"
        role="combobox"
        spellCheck={false}
        autoComplete="off"
        placeholder="Filter: method:tools/call instance:beta failed"
        aria-label="Filter exchanges"
        aria-invalid={problem !== undefined}
        aria-describedby={helpId}
        aria-autocomplete="list"
        aria-expanded={proposals.length > 0}
        {...(proposals.length > 0 && { 'aria-controls': listId })}
        {...(chosen >= 0 && { 'aria-activedescendant': proposalId(listId, chosen) })}
        value={text}
        onChange={({ target }) => {
          setTyped(target.value);
          place(target.selectionStart ?? target.value.length);
        }}
        onSelect={({ currentTarget }) => {
          setCursor(currentTarget.selectionStart ?? undefined);
        }}
        onBlur={() => {
          place(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      {text !== '' && (
        <button
          type="button"
          className={styles.clear}
          aria-label="Clear the filter"
          data-tip="Clear the filter"
          onClick={() => {
            settle('');
          }}
        >
          <IconX size={14} />
        </button>
      )}
      <SavedFilters text={text} onApply={settle} />
      <FilterHelp
        id={helpId}
        text={text}
        problem={isTyping ? undefined : problem}
        onInstead={(next) => {
          settle(next);
          field.current?.focus();
        }}
        {...{ listId, proposals, active: chosen, onTake: take }}
      />
    </div>
  );
}
