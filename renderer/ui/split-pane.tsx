import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { readRemembered, remember } from './remembered.ts';
import { limitFraction, readFraction } from './split-fraction.ts';
import styles from './split-pane.module.css';

interface SplitPaneProps {
  /** The size is kept under this name. */
  readonly name: string;
  readonly first: ReactNode;
  /** Absent: the first part has all the room. */
  readonly second?: ReactNode;
  /** The second part is torn to full width; the first is kept, out of sight. */
  readonly torn?: boolean;
  /** Below 1200 px of window the second part slides over the first instead of standing beside it. */
  readonly slideOver?: boolean;
  readonly direction?: 'row' | 'column';
  /** The first part's share, 0 to 1, until the user drags. */
  readonly initial?: number;
  /** Least sizes in px. */
  readonly minFirst?: number;
  readonly minSecond?: number;
  /** What the divider is called, such as "Divider between list and detail". */
  readonly label: string;
}

const KEY_STEP = 0.02;

interface DividerProps {
  readonly label: string;
  readonly row: boolean;
  readonly fraction: number;
  readonly onDrag: (event: PointerEvent) => void;
  readonly onDrop: (event: PointerEvent) => void;
  readonly onStep: (step: number) => void;
  readonly onReset: () => void;
}

function Divider({ label, row, fraction, onDrag, onDrop, onStep, onReset }: DividerProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onStep(step * KEY_STEP);
  };
  return (
    <div
      className={styles.divider}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={row ? 'vertical' : 'horizontal'}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(fraction * 100)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        event.preventDefault();
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) onDrag(event);
      }}
      onPointerUp={onDrop}
      onDoubleClick={onReset}
      onKeyDown={onKeyDown}
    />
  );
}

/** Two parts with a divider that is dragged, moved with the arrow keys, or reset by a double click. */
export function SplitPane({
  name,
  first,
  second,
  torn = false,
  slideOver = false,
  direction = 'row',
  initial = 0.5,
  minFirst = 200,
  minSecond = 200,
  label,
}: SplitPaneProps) {
  const root = useRef<HTMLDivElement>(null);
  const [fraction, setFraction] = useState(() => readRemembered(`split.${name}`, readFraction, initial));
  const row = direction === 'row';

  const limited = (wanted: number): number => {
    const box = root.current?.getBoundingClientRect();
    const total = (row ? box?.width : box?.height) ?? 0;
    return limitFraction(wanted, { total, minFirst, minSecond });
  };
  const keep = (wanted: number): void => {
    setFraction(wanted);
    remember(`split.${name}`, wanted);
  };
  const dragged = (event: PointerEvent): number => {
    const box = root.current?.getBoundingClientRect();
    if (!box) return fraction;
    return limited(row ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height);
  };

  return (
    <div
      ref={root}
      className={styles.split}
      data-direction={direction}
      data-alone={second === undefined || undefined}
      data-torn={(torn && second !== undefined) || undefined}
      data-slide-over={slideOver || undefined}
      style={{ '--split': fraction, '--min-first': `${minFirst}px`, '--min-second': `${minSecond}px` }}
    >
      <div className={styles.first}>{first}</div>
      {second !== undefined && (
        <>
          <Divider
            label={label}
            row={row}
            fraction={fraction}
            onDrag={(event) => {
              // Straight to the style: dragging must not render both panes for every pixel.
              root.current?.style.setProperty('--split', String(dragged(event)));
            }}
            onDrop={(event) => {
              keep(dragged(event));
            }}
            onStep={(step) => {
              keep(limited(fraction + step));
            }}
            onReset={() => {
              keep(initial);
            }}
          />
          <div className={styles.second}>{second}</div>
        </>
      )}
    </div>
  );
}
