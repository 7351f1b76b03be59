import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import { formatCount } from './format.ts';
import type { TreeFindState } from './use-tree-find.ts';
import styles from './tree-find.module.css';

interface TreeFindProps {
  readonly find: TreeFindState;
  /** What it is found in: "Answer body". */
  readonly what: string;
  /** The cursor goes back to the tree. */
  readonly onLeave: () => void;
}

function wordsOf({ wanted, found, current }: TreeFindState): string {
  if (wanted === '') return '';
  if (!found) return 'Finding …';
  const count = found.offsets.length;
  if (count === 0) return 'Not found';
  return `${formatCount(current + 1)} of ${formatCount(count)}${found.more ? ' or more' : ''}`;
}

/** A field over the tree's corner that finds in it: a button until it is opened. */
export function TreeFind({ find, what, onLeave }: TreeFindProps) {
  const { isOpen, wanted, want, step, open, close } = find;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isOpen) field.current?.select();
  }, [isOpen]);
  if (!isOpen) {
    return (
      <div className={styles.closed}>
        <ActionIcon aria-label={`Find in ${what.toLowerCase()}`} data-tip="Find" onClick={open}>
          <IconSearch size={14} />
        </ActionIcon>
      </div>
    );
  }
  const leave = (): void => {
    close();
    onLeave();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') leave();
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
      <ActionIcon aria-label="Close" onClick={leave}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}
