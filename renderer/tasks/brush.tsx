import { useCallback, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { TaskLife } from '../../shared/model/task.ts';
import { formatTime } from '../ui/format.ts';
import { drawBrush } from './brush-picture.ts';
import { between, momentAt, xOf, type Span } from './time-span.ts';
import styles from './timeline.module.css';
import type { TimelineStore } from './timeline-store.ts';
import { useDrawn, useLaneColours, useSize } from './use-canvas.ts';

interface BrushProps {
  readonly store: TimelineStore;
  readonly lives: readonly TaskLife[];
  readonly whole: Span;
  readonly span: Span;
}

const HEIGHT = 34;
const ZOOM_STEP = 0.7;
const PAN_SHARE = 0.15;

/** What the keys do on the brush. */
function turnKey(event: KeyboardEvent, { store, whole, span }: Omit<BrushProps, 'lives'>): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const length = span.to - span.from;
  const acts: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => {
      store.pan(-length * PAN_SHARE, whole);
    },
    ArrowRight: () => {
      store.pan(length * PAN_SHARE, whole);
    },
    ArrowUp: () => {
      store.zoom(ZOOM_STEP, whole);
    },
    ArrowDown: () => {
      store.zoom(1 / ZOOM_STEP, whole);
    },
    Home: () => {
      store.show(undefined);
    },
  };
  const act = acts[event.key];
  if (!act) return;
  event.preventDefault();
  event.stopPropagation();
  act();
}

/** All the time there is, in small: a drag zooms to a part of it, a double click shows all again. */
export function Brush({ store, lives, whole, span }: BrushProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width } = useSize(box);
  const colours = useLaneColours();
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      drawBrush(context, { lives, whole, width, height: HEIGHT, colours });
    },
    [lives, whole, width, colours],
  );
  const canvas = useDrawn(width, HEIGHT, draw);
  const [drag, setDrag] = useState<{ readonly start: number; readonly end: number }>();
  const momentOf = (event: PointerEvent): number => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return momentAt(Math.min(Math.max(event.clientX - left, 0), width), whole, width);
  };
  const shown = drag ? between(drag.start, drag.end, whole) : span;
  const left = shown ? xOf(shown.from, whole, width) : 0;
  const right = shown ? xOf(shown.to, whole, width) : 0;
  const length = whole.to - whole.from;
  return (
    <div
      ref={box}
      className={styles.brush}
      role="slider"
      tabIndex={0}
      aria-label="Time in view"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round((100 * ((span.from + span.to) / 2 - whole.from)) / length)}
      aria-valuetext={`${formatTime(span.from)} to ${formatTime(span.to)}`}
      data-tip="Drag to zoom, double-click for all. Keys: left and right move, up and down zoom, Home shows all."
      onKeyDown={(event) => {
        turnKey(event, { store, whole, span });
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = momentOf(event);
        setDrag({ start: at, end: at });
      }}
      onPointerMove={(event) => {
        if (drag) setDrag({ start: drag.start, end: momentOf(event) });
      }}
      onPointerUp={() => {
        const chosen = drag && between(drag.start, drag.end, whole);
        setDrag(undefined);
        if (chosen && xOf(chosen.to, whole, width) - xOf(chosen.from, whole, width) > 3) store.show(chosen);
      }}
      onPointerCancel={() => {
        setDrag(undefined);
      }}
      onDoubleClick={() => {
        store.show(undefined);
      }}
    >
      <canvas ref={canvas} className={styles.picture} aria-hidden="true" />
      {shown && right - left < width - 1 && (
        <span className={styles.window} style={{ left, width: Math.max(right - left, 2) }} />
      )}
    </div>
  );
}
