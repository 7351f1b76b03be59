import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { formatCount } from './format.ts';
import type { TreeFindState } from './use-tree-find.ts';
import styles from './tree-find.module.css';

interface TreeFindProps {
  readonly find: TreeFindState;
  /** What it is found in: "Answer body". */
  readonly what: string;
  /** It is closed, and the cursor goes back to the tree. */
  readonly onLeave: () => void;
}

function wordsOf({ wanted, found, current }: TreeFindState): string {
  if (wanted === '') return '';
  if (!found) return 'Finding …';
  const count = found.offsets.length;
  if (count === 0) return 'Not found';
  return `${formatCount(current + 1)} of ${formatCount(count)}${found.more ? ' or more' : ''}`;
}

/** A field above the tree that finds in it. Mod+F in the tree selects what is in it, as anywhere. */
export function TreeFind({ find, what, onLeave }: TreeFindProps) {
  const { wanted, want, step } = find;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.select();
  }, []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const hasNone = (find.found?.offsets.length ?? 0) === 0;
  return (
    <div
      role="search"
      aria-label={`Find in ${what.toLowerCase()}`}
      className={styles.box}
      onKeyDown={onKeyDown}
    >
      <input
        ref={field}
        aria-label="Text to find"
        placeholder="Find"
        spellCheck={false}
        value={wanted}
        onChange={(event) => {
          want(event.currentTarget.value);
        }}
      />
      <span
        role="status"
        className={styles.count}
        data-none={(wanted !== '' && find.found && hasNone) || undefined}
      >
        {wordsOf(find)}
      </span>
      <ActionIcon
        aria-label="Previous"
        disabled={hasNone}
        onClick={() => {
          step(-1);
        }}
      >
        <IconChevronUp size={14} />
      </ActionIcon>
      <ActionIcon
        aria-label="Next"
        disabled={hasNone}
        onClick={() => {
          step(1);
        }}
      >
        <IconChevronDown size={14} />
      </ActionIcon>
      <ActionIcon aria-label="Close" onClick={onLeave}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
