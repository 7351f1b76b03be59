import {
  useCallback,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { formatCount } from './format.ts';
import { NO_NOTES, type JsonNotes } from './json-notes.ts';
import { JsonTreeModel, runNow, runSliced, type TreeRow } from './json-tree-model.ts';
import { JsonTreeRow, markOf, noteOf } from './json-tree-row.tsx';
import styles from './json-tree.module.css';
import { openScanner } from './open-scanner.ts';
import { scrollTopFor, type RowWindow } from './row-window.ts';
import { TreeFind } from './tree-find.tsx';
import { useTreeFind, type TreeFindState } from './use-tree-find.ts';
import { useRowWindow } from './use-row-window.ts';

const ROW_HEIGHT = 20;
/** Texts up to this many characters are read at once: no flicker, well within a frame. */
const AT_ONCE = 131_072;

interface JsonTreeProps {
  /** JSON as it came; numbers, duplicate keys and key order are shown as they were written. */
  readonly text?: string;
  /** A value instead of a text. */
  readonly value?: unknown;
  readonly ariaLabel: string;
  /** Pointers to point out, such as differences; the tree opens on the way to the first ones. */
  readonly marks?: ReadonlySet<string>;
  /** Said of a marked row: "differs from alpha". */
  readonly markLabel?: string;
  /** What is to be said of values that are there: they are underlined and carry a sign. */
  readonly notes?: JsonNotes;
  /** Opens the way to this pointer and scrolls there when it changes. */
  readonly reveal?: string;
  /** Given where what is in it can be found, by Mod+F too: whether the field for it is open. It fills its container then. */
  readonly finding?: Finding;
  /** px; the tree is as high as its rows up to here. Absent: it fills its container. */
  readonly maxHeight?: number;
}

/** So many marked places are opened by themselves. */
const OPENED_MARKS = 20;

interface Loaded {
  readonly model: JsonTreeModel;
  /** 0 to 1 while the text is being read. */
  readonly reading: number | undefined;
}

function* loadAndMark(model: JsonTreeModel, marks: ReadonlySet<string> | undefined) {
  yield* model.load();
  let opened = 0;
  for (const mark of marks ?? []) {
    if (model.fault || (opened += 1) > OPENED_MARKS) return;
    yield* model.reveal(mark);
  }
}

/** The model of a text; long texts are read in a worker and arrive later. */
function useTreeModel(text: string, marks: ReadonlySet<string> | undefined): Loaded {
  const now = useMemo(() => {
    if (text.length > AT_ONCE) return undefined;
    const model = new JsonTreeModel(text);
    runNow(loadAndMark(model, marks));
    return model;
  }, [text, marks]);
  const [later, setLater] = useState<{ readonly text: string; readonly loaded: Loaded }>();
  useEffect(() => {
    if (now) return undefined;
    const ended = new AbortController();
    const reached = { isOver: false };
    const progressed = (offset: number): void => {
      // What is opened later is read from its beginning once more.
      if (!reached.isOver && !ended.signal.aborted) show(offset / text.length);
    };
    const scanner = openScanner(text, progressed);
    const model = new JsonTreeModel(text, scanner);
    const show = (reading: number | undefined): void => {
      setLater({ text, loaded: { model, reading } });
    };
    void runSliced(loadAndMark(model, marks), ended.signal, progressed).then(() => {
      reached.isOver = true;
      if (!ended.signal.aborted) show(undefined);
    });
    return () => {
      ended.abort();
      scanner.close();
    };
  }, [text, marks, now]);
  if (now) return { model: now, reading: undefined };
  return later?.text === text ? later.loaded : { model: new JsonTreeModel(text), reading: 0 };
}

/** Index of the row around the one at `index`. */
function parentIndex(rows: readonly TreeRow[], index: number): number {
  const depth = rows[index]?.depth ?? 0;
  return rows.findLastIndex((row, place) => place < index && row.depth < depth);
}

/** JSON as a tree of lines; opens 5 MB without holding up a frame, and reads only what is opened. */
export function JsonTree(props: JsonTreeProps) {
  const { value, marks } = props;
  // JSON.stringify gives undefined for undefined and functions: the type of the library does not say so.
  const text = useMemo(
    () => props.text ?? (JSON.stringify(value, null, 1) as string | undefined) ?? 'null',
    [props.text, value],
  );
  const { model, reading } = useTreeModel(text, marks);
  if (model.fault) return <NotJson text={text} reason={model.fault.reason} offset={model.fault.offset} />;
  return <Tree {...props} model={model} reading={reading} />;
}

export interface Finding {
  readonly isOpen: boolean;
  readonly setOpen: (open: boolean) => void;
}

interface TreeProps extends Omit<JsonTreeProps, 'text' | 'value'>, Loaded {}

interface TreeHandling {
  readonly active: number;
  readonly activate: (index: number) => void;
  readonly toggle: (index: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Draws the model as it is now, and scrolls to this row. */
  readonly showDrawn: (index: number) => void;
}

function scrollToRow(element: HTMLElement | null, index: number): void {
  if (!element) return;
  const { scrollTop, clientHeight: height } = element;
  element.scrollTo({ top: scrollTopFor(index, { scrollTop, height, rowHeight: ROW_HEIGHT }) });
}

/** Opening, closing, moving and revealing: the model changes in place, `version` makes it drawn again. */
function useTreeHandling(
  { model, reading, reveal }: TreeProps,
  scroller: RefObject<HTMLDivElement | null>,
): TreeHandling {
  const [, setVersion] = useState(0);
  const [active, setActive] = useState(0);
  const { rows } = model;
  const refresh = useCallback(() => {
    setVersion((version) => version + 1);
  }, []);
  const show = (index: number): void => {
    setActive(index);
    scrollToRow(scroller.current, index);
  };
  // The rows have to be there before one can scroll to them.
  const [drawn, setDrawn] = useState<{ readonly index: number }>();
  useLayoutEffect(() => {
    if (drawn) scrollToRow(scroller.current, drawn.index);
  }, [drawn, scroller]);
  const showDrawn = useCallback((index: number): void => {
    setActive(index);
    setDrawn({ index });
  }, []);
  const toggle = (index: number): void => {
    setActive(index);
    if (rows[index]?.expanded) {
      model.collapse(index);
      refresh();
    } else void runSliced(model.expand(index), new AbortController().signal).then(refresh);
  };
  useEffect(() => {
    if (reveal === undefined || reading !== undefined) return undefined;
    const ended = new AbortController();
    void runSliced(model.reveal(reveal), ended.signal).then((index) => {
      if (index === undefined || ended.signal.aborted) refresh();
      else showDrawn(index);
    });
    return () => {
      ended.abort();
    };
  }, [reveal, model, reading, refresh, showDrawn]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[active];
    if (event.metaKey || event.ctrlKey || event.altKey || !row) return;
    const to = targetOf(event.key, rows, active);
    if (to !== undefined) show(Math.min(Math.max(to, 0), rows.length - 1));
    else if (toggles(event.key, row)) toggle(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { active, activate: setActive, toggle, onKeyDown, showDrawn };
}

function Tree(props: TreeProps) {
  const { model, reading, ariaLabel, maxHeight, finding } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const handling = useTreeHandling(props, scroller);
  const { active, onKeyDown, showDrawn } = handling;
  const isOpen = finding?.isOpen === true;
  const find = useTreeFind({ model, isOpen, reading: reading !== undefined, showDrawn });
  const { rows } = model;
  const shown = useRowWindow(scroller, rows.length, ROW_HEIGHT);
  const height = rows.length * ROW_HEIGHT;
  const id = useId();
  return (
    <>
      {finding && isOpen && (
        <TreeFind
          find={find}
          what={ariaLabel}
          onLeave={() => {
            finding.setOpen(false);
            scroller.current?.focus();
          }}
        />
      )}
      <div
        ref={scroller}
        role="tree"
        aria-label={ariaLabel}
        aria-busy={reading !== undefined}
        aria-activedescendant={`${id}-${String(active)}`}
        tabIndex={0}
        className={styles.tree}
        style={
          maxHeight === undefined ? undefined : { flex: 'none', height: Math.min(height + 2, maxHeight) }
        }
        onKeyDown={(event) => {
          if (finding && isFindKey(event)) finding.setOpen(true);
          else onKeyDown(event);
        }}
      >
        {reading !== undefined && (
          <div className={styles.reading} role="status">
            Reading … {Math.round(reading * 100)} %
          </div>
        )}
        <TreeWindow {...props} {...{ id, rows, shown, handling, find }} />
      </div>
    </>
  );
}

interface TreeWindowProps extends TreeProps {
  readonly id: string;
  /** All rows, and which of them are in view. */
  readonly rows: readonly TreeRow[];
  readonly shown: RowWindow;
  readonly handling: TreeHandling;
  readonly find: TreeFindState;
}

/** The rows in view, in a space as high as all of them. */
function TreeWindow(props: TreeWindowProps) {
  const { model, id, rows, handling, find, marks, markLabel, notes = NO_NOTES } = props;
  const { active, activate, toggle } = handling;
  const { start, end } = props.shown;
  return (
    <div role="presentation" className={styles.space} style={{ height: rows.length * ROW_HEIGHT }}>
      <div
        role="presentation"
        className={styles.window}
        style={{ transform: `translateY(${start * ROW_HEIGHT}px)` }}
      >
        {rows.slice(start, end).map((row, offset) => {
          const index = start + offset;
          return (
            <JsonTreeRow
              key={`${row.kind} ${row.pointer} ${String(index)}`}
              id={`${id}-${String(index)}`}
              model={model}
              row={row}
              active={index === active}
              mark={markOf(row, marks)}
              markLabel={markLabel}
              note={noteOf(row, notes)}
              place={index === find.index ? find.place : undefined}
              onToggle={() => {
                if (row.expandable) toggle(index);
                else activate(index);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Takes Mod+F, which would find in the page. */
function isFindKey(event: KeyboardEvent): boolean {
  const isFind = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'f';
  if (isFind) {
    event.preventDefault();
    event.stopPropagation();
  }
  return isFind;
}

function toggles(key: string, row: TreeRow): boolean {
  if (!row.expandable) return false;
  if (key === 'Enter' || key === ' ') return true;
  return row.expanded ? key === 'ArrowLeft' : key === 'ArrowRight';
}

/** Where a key leads; undefined where it does not move. */
function targetOf(key: string, rows: readonly TreeRow[], active: number): number | undefined {
  const row = rows[active];
  if (key === 'ArrowDown' || key === 'j') return active + 1;
  if (key === 'ArrowUp' || key === 'k') return active - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return rows.length - 1;
  if (key === 'ArrowRight' && row?.expanded) return active + 1;
  if (key === 'ArrowLeft' && !row?.expanded) return parentIndex(rows, active);
  return undefined;
}

/** Characters shown of a text that turned out not to be JSON. */
const SHOWN_TEXT = 20_000;

function NotJson(props: { readonly text: string; readonly reason: string; readonly offset: number }) {
  const { text, reason, offset } = props;
  return (
    <div className={styles.broken}>
      <p className={styles.brokenNote}>
        Not JSON: {reason} at character {formatCount(offset + 1)}. Here is the text as it came.
      </p>
      <pre className={styles.brokenText}>{text.slice(0, SHOWN_TEXT)}</pre>
    </div>
  );
}
