import { IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { MeaningMark } from '../ui/meaning-mark.tsx';
import type { Meaning } from '../ui/palette.ts';
import { readRemembered, remember } from '../ui/remembered.ts';
import styles from './column.module.css';

interface ColumnProps {
  readonly title: string;
  /** A few words beside the title. */
  readonly about?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** One column of the composer: a title bar and what is below. */
export function Column({ title, about, tools, children }: ColumnProps) {
  return (
    <section className={styles.column} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        <div className={styles.about}>{about}</div>
        {tools !== undefined && <div className={styles.tools}>{tools}</div>}
      </div>
      {children}
    </section>
  );
}

interface FoldProps {
  readonly title: string;
  /** Said beside the title: "2 set". */
  readonly note?: string;
  /** Whether it is open is kept under this name. */
  readonly name: string;
  readonly children: ReactNode;
}

/** A part at the foot of a column that opens and closes. */
export function Fold({ title, note, name, children }: FoldProps) {
  const key = `composer.fold.${name}`;
  const [open, setOpen] = useState(() => readRemembered(key, (stored) => stored === true, false));
  return (
    <div className={styles.fold}>
      <button
        type="button"
        className={styles.foldHead}
        aria-expanded={open}
        onClick={() => {
          setOpen(!open);
          remember(key, !open);
        }}
      >
        <IconChevronRight size={14} data-open={open || undefined} />
        {title}
        {note !== undefined && <span className={styles.foldNote}>{note}</span>}
      </button>
      {open && <div className={styles.foldBody}>{children}</div>}
    </div>
  );
}

/** A sentence with the sign of its meaning. */
export function Sentence({ meaning, children }: { readonly meaning: Meaning; readonly children: ReactNode }) {
  return (
    <p className={styles.sentence} {...(meaning === 'fault' && { role: 'alert' })}>
      <MeaningMark meaning={meaning} />
      <span>{children}</span>
    </p>
  );
}
