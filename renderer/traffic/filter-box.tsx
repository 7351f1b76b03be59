import { IconFilter, IconX } from '@tabler/icons-react';
import { useEffect, useId, useState } from 'react';
import { BARE_FLAGS, FILTER_KEYS } from '../../shared/filter/keys.ts';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import styles from './filter-box.module.css';
import { useTraffic, useTrafficModel } from './traffic-context.ts';

/** A pause in typing after which the text counts: half a word would hide everything for a moment. */
const SETTLE_MS = 180;

const FIELD_ID = 'traffic-filter';

/** Puts the cursor into the filter field, its text selected. */
export function focusFilter(): void {
  const field = document.getElementById(FIELD_ID);
  if (field instanceof HTMLInputElement) field.select();
}

interface FilterHelpProps {
  readonly id: string;
  readonly problem: string | undefined;
}

/** What can be typed, or what is wrong with what was typed. */
function FilterHelp({ id, problem }: FilterHelpProps) {
  return (
    <div id={id} className={styles.help} role={problem === undefined ? undefined : 'alert'}>
      {problem === undefined ? (
        <>
          <p>
            <b>Keys</b> {Object.keys(FILTER_KEYS).join(', ')}
          </p>
          <p>
            <b>Words</b> {[...BARE_FLAGS].join(', ')}, or any text
          </p>
          <p>
            <code>status:&gt;=400</code> <code>duration:&gt;100</code> <code>method:list,read</code>{' '}
            <code>-origin:probe</code> <code>name:&quot;two words&quot;</code> <code>name:=all_of_it</code>{' '}
            <code>transport:stdio</code> <code>link:round,era</code> <code>finding:error</code>{' '}
            <code>rule:otherwise</code> <code>fault:delay</code>
          </p>
        </>
      ) : (
        <p>
          <MeaningMark meaning="fault" /> {problem} The filter before stays in force.
        </p>
      )}
    </div>
  );
}

/** The filter of the list: words and key:value. What is wrong with it stands below while the last good one holds. */
export function FilterBox() {
  const { actions } = useTrafficModel();
  const settled = useTraffic((state) => state.filterText);
  const [typed, setTyped] = useState<string>();
  const text = typed ?? settled;
  const problem = useTraffic((state) => state.filterProblem);
  const helpId = useId();
  const settle = (value: string | undefined): void => {
    if (value !== undefined) actions.setFilter(value);
    setTyped(undefined);
  };
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
  return (
    <div className={styles.box} role="search" data-problem={problem !== undefined || undefined}>
      <IconFilter className={styles.icon} size={14} aria-hidden="true" />
      <input
        id={FIELD_ID}
        className={styles.field}
        type="text"
        spellCheck={false}
        autoComplete="off"
        placeholder="Filter: method:tools/call instance:beta failed"
        aria-label="Filter exchanges"
        aria-invalid={problem !== undefined}
        aria-describedby={helpId}
        value={text}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' && event.key !== 'Enter') return;
          event.stopPropagation();
          settle(typed);
          event.currentTarget.blur();
        }}
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
      <FilterHelp id={helpId} problem={problem?.message} />
    </div>
  );
}
