import { IconChevronRight } from '@tabler/icons-react';
import { CopyButton } from './copy-button.tsx';
import { formatCount } from './format.ts';
import { excerpt, type FoundPlace } from './json-find.ts';
import { joinNotes, type JsonNotes, type PlaceNote } from './json-notes.ts';
import { rowText, type JsonTreeModel, type TreeRow } from './json-tree-model.ts';
import styles from './json-tree.module.css';
import { MeaningMark } from './meaning-mark.tsx';
import noted from './noted.module.css';
import type { Meaning } from './palette.ts';

/** How a row stands to the marks: it is one, or one is hidden inside. */
export function markOf(row: TreeRow, marks: ReadonlySet<string> | undefined): 'self' | 'inside' | undefined {
  if (!marks || marks.size === 0 || row.kind === 'line') return undefined;
  if (row.kind === 'value' && marks.has(row.pointer)) return 'self';
  if (row.expanded && row.type !== 'string') return undefined;
  for (const mark of marks) {
    if (row.kind === 'value' && mark.startsWith(`${row.pointer}/`)) {
      return row.type === 'object' || row.type === 'array' ? 'inside' : 'self';
    }
  }
  return undefined;
}

interface ValueProps {
  readonly model: JsonTreeModel;
  readonly row: TreeRow;
  readonly place: FoundPlace | undefined;
  /** Class that underlines it, and with which meaning. */
  readonly line: string;
  readonly meaning: Meaning | undefined;
}

function Value({ model, row, place, line, meaning }: ValueProps) {
  const isContainer = row.type === 'object' || row.type === 'array';
  if (isContainer && row.kind === 'value') {
    const words = row.type === 'array' ? `[${formatCount(row.count)}]` : `{${formatCount(row.count)}}`;
    return (
      <>
        <span className={`${styles.count} ${line}`} data-meaning={meaning}>
          {words}
        </span>
        {!row.expanded && <span className={styles.inside}>{rowText(model, row)}</span>}
      </>
    );
  }
  return (
    <span
      className={`${styles.value} ${line}`}
      data-type={row.kind === 'line' ? 'line' : row.type}
      data-meaning={meaning}
    >
      <Pointed text={rowText(model, row)} {...(place && { place, row, model })} />
    </span>
  );
}

/** What was found, pointed out in the text of its row; of a long string what is around it. */
function Pointed(props: {
  readonly text: string;
  readonly place?: FoundPlace;
  readonly row?: TreeRow;
  readonly model?: JsonTreeModel;
}) {
  const { text, place, row, model } = props;
  if (!place || !row || !model || place.at < row.start || place.at >= row.end) return text;
  const [before, found, after] = excerpt(model.text, row, place);
  return (
    <>
      {before}
      <mark className={styles.found}>{found}</mark>
      {after}
    </>
  );
}

/** What is said of a row, or of what is hidden inside of it. */
export function noteOf(
  row: TreeRow,
  notes: JsonNotes,
): (PlaceNote & { readonly inside: boolean }) | undefined {
  if (notes.size === 0 || row.kind !== 'value') return undefined;
  const own = notes.get(row.pointer);
  if (own) return { ...own, inside: false };
  const isContainer = row.type === 'object' || row.type === 'array';
  if (!isContainer || row.expanded) return undefined;
  let found: PlaceNote | undefined;
  for (const [pointer, note] of notes) {
    if (pointer.startsWith(`${row.pointer}/`)) found = joinNotes(found, note);
  }
  return found && { meaning: found.meaning, text: `Inside: ${found.text}`, inside: true };
}

interface RowProps {
  readonly id: string;
  readonly model: JsonTreeModel;
  readonly row: TreeRow;
  readonly active: boolean;
  readonly mark: 'self' | 'inside' | undefined;
  readonly markLabel: string | undefined;
  readonly note: ReturnType<typeof noteOf>;
  /** What was found in it. */
  readonly place: FoundPlace | undefined;
  readonly onToggle: () => void;
}

export function JsonTreeRow({ id, model, row, active, mark, markLabel, note, place, onToggle }: RowProps) {
  const marked = mark === 'self' ? markLabel : `Inside: ${markLabel ?? ''}`;
  const line = (note && !note.inside && noted.noted) || '';
  const tip = note?.text ?? (mark && markLabel !== undefined ? marked : undefined);
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={row.depth + 1}
      aria-expanded={row.expandable ? row.expanded : undefined}
      aria-selected={active}
      className={styles.row}
      data-active={active || undefined}
      data-mark={mark}
      data-found={place !== undefined || undefined}
      data-pointer={row.pointer}
      {...(tip !== undefined && { 'data-tip': tip })}
      style={{ paddingLeft: 4 + row.depth * 14 }}
      onClick={onToggle}
    >
      <IconChevronRight
        size={12}
        className={styles.chevron}
        data-open={row.expanded || undefined}
        data-none={!row.expandable || undefined}
      />
      {note && (
        <span className={styles.sign}>
          <MeaningMark meaning={note.meaning} label={note.text} size={13} />
        </span>
      )}
      {row.label !== undefined && (
        <span className={`${styles.label} ${line}`} data-meaning={note?.meaning}>
          {row.label}
        </span>
      )}
      {row.label !== undefined && row.kind === 'value' && <span className={styles.colon}>:</span>}
      <Value model={model} row={row} place={place} line={line} meaning={note?.meaning} />
      {row.kind === 'value' && (
        <span className={styles.actions}>
          <CopyButton
            text={() => model.text.slice(row.start, row.end)}
            what={`value of ${row.pointer || 'the whole'}`}
          />
          <CopyButton text={row.pointer} what={`pointer ${row.pointer}`} />
        </span>
      )}
    </div>
  );
}
