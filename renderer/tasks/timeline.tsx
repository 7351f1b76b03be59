import {
  useCallback,
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react';
import { useStore } from 'zustand';
import type { TaskLife } from '../../shared/model/task.ts';
import { useApp } from '../ui/app-context.ts';
import { formatTime } from '../ui/format.ts';
import { useRowState } from '../ui/row-source.ts';
import { scrollTopFor } from '../ui/row-window.ts';
import { stepTarget } from '../ui/step-target.ts';
import { useRowWindow } from '../ui/use-row-window.ts';
import { Brush } from './brush.tsx';
import { drawLanes, hitAt, LANE_HEIGHT, type Hit } from './draw-lanes.ts';
import { HitTip } from './hit-tip.tsx';
import { LaneLabel } from './lane-label.tsx';
import type { Lane } from './lanes.ts';
import { useInstanceLooks } from './task-instance.tsx';
import { axisMoments, momentAt, xOf, type Span } from './time-span.ts';
import styles from './timeline.module.css';
import { spanInView, type TimelineStore } from './timeline-store.ts';
import { useDrawn, useLaneColours, useSize } from './use-canvas.ts';

/** Width of what stands at the left, in px; timeline.module.css has it, too. */
const LABEL_WIDTH = 240;
const ZOOM_A_PX = 0.002;
/** A shorter way is a click. */
const DRAG_PX = 4;
const PAN_SHARE = 0.15;
const ZOOM_STEP = 0.7;

interface TimelineProps {
  readonly store: TimelineStore;
  readonly lives: readonly TaskLife[];
  readonly lanes: readonly Lane[];
  readonly whole: Span;
  /** Absent: nothing is recorded any more. */
  readonly now: number | undefined;
}

/** Wheel with Ctrl or Cmd zooms, sideways or with Shift it moves; both must keep the page from doing so. */
function useWheel(scroller: RefObject<HTMLDivElement | null>, act: (event: WheelEvent) => boolean): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const onWheel = (event: WheelEvent): void => {
      if (latest.current(event)) event.preventDefault();
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
    };
  }, [scroller]);
}

function Axis({ span, width }: { readonly span: Span; readonly width: number }) {
  return (
    <div className={styles.axis} aria-hidden="true">
      {axisMoments(span, width).map((at) => (
        <span key={at} style={{ left: xOf(at, span, width) }}>
          {formatTime(at)}
        </span>
      ))}
    </div>
  );
}

interface View {
  readonly span: Span;
  /** Of the lanes without what stands at their left, px. */
  readonly width: number;
  readonly scrollTop: number;
}

interface Hover {
  readonly hit: Hit;
  readonly x: number;
  readonly y: number;
}

/** The pointer on the lanes: a drag moves the time, a click opens an exchange or chooses a lane, resting shows what is there. */
function usePointer({ store, lanes, whole }: TimelineProps, { span, width, scrollTop }: View) {
  const { go } = useApp();
  const captureId = useRowState((state) => state.captureId);
  const [hover, setHover] = useState<Hover>();
  const [dragged, setDragged] = useState<{ readonly x: number; readonly moved: boolean }>();
  const placeOf = (event: PointerEvent): { readonly hit: Hit | undefined; x: number; y: number } => {
    const box = event.currentTarget.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return { hit: hitAt({ lanes, span, width, scrollTop }, x - LABEL_WIDTH, y), x, y };
  };
  const leave = (): void => {
    setHover(undefined);
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      const { left } = event.currentTarget.getBoundingClientRect();
      // Right of the lanes is the scrollbar.
      if (event.button !== 0 || event.clientX > left + LABEL_WIDTH + width) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged({ x: event.clientX, moved: false });
    },
    onPointerMove: (event: PointerEvent) => {
      if (dragged) {
        const by = event.clientX - dragged.x;
        if (!dragged.moved && Math.abs(by) < DRAG_PX) return;
        store.pan((-by / width) * (span.to - span.from), whole);
        setDragged({ x: event.clientX, moved: true });
        leave();
        return;
      }
      const { hit, x, y } = placeOf(event);
      setHover(hit?.mark ? { hit, x, y } : undefined);
    },
    onPointerUp: (event: PointerEvent) => {
      setDragged(undefined);
      const { hit } = placeOf(event);
      if (!dragged || dragged.moved || !hit) return;
      if (hit.mark && captureId !== undefined) {
        go({ screen: 'traffic', select: { captureId, number: hit.mark.number } });
      } else store.choose(hit.lane.key);
    },
    onPointerCancel: () => {
      setDragged(undefined);
    },
    onPointerLeave: leave,
  };
  return { hover, leave, handlers };
}

interface KeyView {
  readonly span: Span;
  /** The lane that is chosen, or -1; lanes of a screenful. */
  readonly at: number;
  readonly page: number;
  readonly choose: (index: number) => void;
}

/** What the keys do on the lanes. */
function turnKey(event: KeyboardEvent, { store, lanes, whole }: TimelineProps, view: KeyView): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { span, at, page, choose } = view;
  const step = { ArrowLeft: -PAN_SHARE, ArrowRight: PAN_SHARE }[event.key];
  const factor = { '+': ZOOM_STEP, '-': 1 / ZOOM_STEP }[event.key];
  const target = stepTarget(event.key, at, lanes.length - 1, page);
  if (target !== undefined) choose(target);
  else if (step !== undefined) store.pan(step * (span.to - span.from), whole);
  else if (factor !== undefined) store.zoom(factor, whole);
  else if (event.key === 'Escape') store.choose(undefined);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** The lanes: what they are called as elements, what happened on them as one picture above those. */
function Lanes(props: TimelineProps & { readonly span: Span; readonly onWidth: (width: number) => void }) {
  const { store, lanes, whole, now, span, onWidth } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const size = useSize(scroller);
  const [scrollTop, setScrollTop] = useState(0);
  const looks = useInstanceLooks();
  const colours = useLaneColours();
  const chosen = useStore(store, (state) => state.chosen);
  const { start, end } = useRowWindow(scroller, lanes.length, LANE_HEIGHT);
  const width = Math.max(size.width - LABEL_WIDTH, 0);
  const { height } = size;
  const { from, to } = span;
  useEffect(() => {
    onWidth(width);
  }, [onWidth, width]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      const colourOf = (id: string): string => looks.get(id)?.identity.colour ?? colours.outline;
      const picture = { lanes, span: { from, to }, width, height, scrollTop, now, colours, colourOf };
      drawLanes(context, picture);
    },
    [lanes, from, to, width, height, scrollTop, now, colours, looks],
  );
  const canvas = useDrawn(width, height, draw);
  const { hover, leave, handlers } = usePointer(props, { span, width, scrollTop });
  useWheel(scroller, (event) => {
    const left = (scroller.current?.getBoundingClientRect().left ?? 0) + LABEL_WIDTH;
    return turnWheel(event, { store, whole, span, width, left });
  });
  const at = lanes.findIndex(({ key }) => key === chosen);
  const choose = (index: number): void => {
    store.choose(lanes[index]?.key);
    const element = scroller.current;
    if (!element) return;
    const view = { scrollTop: element.scrollTop, height: element.clientHeight, rowHeight: LANE_HEIGHT };
    element.scrollTop = scrollTopFor(index, view);
  };
  const page = Math.max(Math.floor(height / LANE_HEIGHT) - 1, 1);
  return (
    <div className={styles.body}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="listbox"
        tabIndex={0}
        aria-label="Tasks over time"
        aria-activedescendant={at >= start && at < end ? `lane-${String(at)}` : undefined}
        data-on-mark={hover !== undefined || undefined}
        onScroll={(event) => {
          setScrollTop(event.currentTarget.scrollTop);
          leave();
        }}
        onKeyDown={(event) => {
          turnKey(event, props, { span, at, page, choose });
        }}
        {...handlers}
      >
        <div className={styles.space} role="presentation" style={{ height: lanes.length * LANE_HEIGHT }}>
          <div
            role="presentation"
            className={styles.lanes}
            style={{ transform: `translateY(${String(start * LANE_HEIGHT)}px)` }}
          >
            {lanes.slice(start, end).map((lane, offset) => (
              <LaneLabel
                key={lane.key}
                lane={lane}
                index={start + offset}
                total={lanes.length}
                chosen={lane.key === chosen}
              />
            ))}
          </div>
        </div>
      </div>
      <canvas ref={canvas} className={styles.lanesPicture} style={{ width, height }} aria-hidden="true" />
      {hover && <HitTip {...hover} width={size.width} height={height} />}
    </div>
  );
}

interface WheelView extends Omit<View, 'scrollTop'> {
  readonly store: TimelineStore;
  readonly whole: Span;
  /** Where the lanes' time begins in the window, px. */
  readonly left: number;
}

/** Whether the wheel meant the time: with Ctrl or Cmd it zooms, sideways or with Shift it moves. */
function turnWheel(event: WheelEvent, { store, whole, span, width, left }: WheelView): boolean {
  if (width <= 0) return false;
  if (event.ctrlKey || event.metaKey) {
    store.zoom(Math.exp(event.deltaY * ZOOM_A_PX), whole, momentAt(event.clientX - left, span, width));
    return true;
  }
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  if (Math.abs(sideways) <= Math.abs(event.shiftKey ? 0 : event.deltaY)) return false;
  store.pan((sideways / width) * (span.to - span.from), whole);
  return true;
}

/** One lane a task over one axis of time. */
export function Timeline(props: TimelineProps) {
  const { store, lives, whole } = props;
  const span = spanInView(useStore(store), whole);
  const [width, setWidth] = useState(0);
  return (
    <div className={styles.timeline}>
      <div className={styles.top}>
        <span className={styles.corner}>
          {formatTime(span.from)} to {formatTime(span.to)}
        </span>
        <Brush store={store} lives={lives} whole={whole} span={span} />
      </div>
      <Axis span={span} width={width} />
      <Lanes {...props} span={span} onWidth={setWidth} />
    </div>
  );
}
