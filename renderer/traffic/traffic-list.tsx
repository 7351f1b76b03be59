import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type MouseEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { useStore } from 'zustand';
import { useInstanceIdentities } from '../ui/instance-badge.tsx';
import { scrollTopFor } from '../ui/row-window.ts';
import { useRowWindow } from '../ui/use-row-window.ts';
import { columnLayout } from './column-layout.ts';
import { fitLayout, gridTemplate, shownColumns, totalWidth } from './columns.ts';
import { useHearing } from './findings/use-hearing.ts';
import { ListHeader } from './list-header.tsx';
import { useRowMenu } from './row-menu.tsx';
import { useTraffic, useTrafficModel } from './traffic-context.ts';
import styles from './traffic-list.module.css';
import { AwaitedRow, TrafficRow } from './traffic-row.tsx';

const ROW_HEIGHT = 24;
const HEADER_HEIGHT = 26;
/** A scroll of less than a row upwards is a trembling finger, not a wish to stop following. */
const LET_GO_PX = ROW_HEIGHT;

/** Keeps the end in view while following; scrolling up lets go of it. */
function useFollowing(scrollerRef: RefObject<HTMLDivElement | null>, version: number): void {
  const { actions } = useTrafficModel();
  const follow = useTraffic((state) => state.follow);
  const setTo = useRef(0);
  useLayoutEffect(() => {
    const element = scrollerRef.current;
    if (!follow || !element) return;
    element.scrollTop = element.scrollHeight;
    setTo.current = element.scrollTop;
  }, [scrollerRef, follow, version]);
  useEffect(() => {
    const element = scrollerRef.current;
    if (!follow || !element) return undefined;
    const onScroll = (): void => {
      const toEnd = element.scrollHeight - element.clientHeight - element.scrollTop;
      if (toEnd > LET_GO_PX && element.scrollTop < setTo.current) actions.setFollow(false);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      element.removeEventListener('scroll', onScroll);
    };
  }, [scrollerRef, follow, actions]);
}

/** Scrolls to the selected row when the selection moves, or when its rows have come. */
function useFocusInView(scrollerRef: RefObject<HTMLDivElement | null>): void {
  const traffic = useTrafficModel();
  const focused = useTraffic((state) => state.focused);
  const loading = useTraffic((state) => state.loading);
  useEffect(() => {
    const element = scrollerRef.current;
    const index = focused === undefined ? -1 : traffic.indexOf(focused);
    if (!element || index === -1) return;
    const height = element.clientHeight - HEADER_HEIGHT;
    const wanted = scrollTopFor(index, { scrollTop: element.scrollTop, height, rowHeight: ROW_HEIGHT });
    if (wanted !== element.scrollTop) element.scrollTop = wanted;
  }, [scrollerRef, traffic, focused, loading]);
}

/** px that the columns have, without the scrollbar. Undefined until it was measured, which is before it is painted. */
function useClientWidth(elementRef: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  useLayoutEffect(() => {
    const element = elementRef.current;
    if (!element) return undefined;
    const measure = (): void => {
      // Out of sight it has no width: the columns stay as they were.
      if (element.clientWidth > 0) setWidth(element.clientWidth);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, [elementRef]);
  return width;
}

/** A click selects a row and opens it; with Ctrl or ⌘ it marks it. */
function useRowClick(): (event: MouseEvent) => void {
  const traffic = useTrafficModel();
  return (event: MouseEvent): void => {
    const target = event.target instanceof Element ? event.target.closest('[data-number]') : null;
    const number = Number(target?.getAttribute('data-number'));
    if (!target || !Number.isInteger(number)) return;
    if (event.ctrlKey || event.metaKey) {
      traffic.actions.toggleMark(number);
      return;
    }
    traffic.actions.focus(number);
    traffic.actions.openDetail();
  };
}

/** The list of exchanges: only the rows in view are in the document, and they render at most once a frame. */
export function TrafficList() {
  const traffic = useTrafficModel();
  const version = useTraffic((state) => state.version);
  const focused = useTraffic((state) => state.focused);
  const marked = useTraffic((state) => state.marked);
  const follow = useTraffic((state) => state.follow);
  const wanted = useStore(columnLayout);
  const scroller = useRef<HTMLDivElement>(null);
  const width = useClientWidth(scroller);
  const layout = useMemo(() => fitLayout(wanted, width), [wanted, width]);
  const columns = useMemo(() => shownColumns(layout), [layout]);
  const identities = useInstanceIdentities();
  const hearing = useHearing();
  const shown = traffic.shown();
  const { start, end } = useRowWindow(scroller, shown.length, ROW_HEIGHT, follow);
  useFollowing(scroller, version);
  useFocusInView(scroller);

  const onClick = useRowClick();
  const { menu, onContextMenu } = useRowMenu();
  const rows: ReactNode[] = [];
  let awaited: number | undefined;
  const size = Math.max(end - start, 1);
  for (let index = start; index < end; index += 1) {
    const number = shown[index] ?? 0;
    const row = traffic.row(number);
    // Places of the window, not numbers: a row that scrolls out lends its nodes to the one that scrolls in.
    const key = index % size;
    if (!row) {
      awaited ??= number;
      rows.push(<AwaitedRow key={key} number={number} index={index} />);
      continue;
    }
    rows.push(
      <TrafficRow
        key={key}
        row={row}
        index={index}
        columns={columns}
        identity={identities.get(row.instanceId)}
        hearing={hearing}
        focused={number === focused}
        marked={marked.has(number)}
      />,
    );
  }
  useEffect(() => {
    const first = awaited ?? shown[start];
    if (first !== undefined) traffic.draws(first);
  });
  return (
    <>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label="Exchanges"
        aria-rowcount={shown.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-activedescendant={focused === undefined ? undefined : `row-${focused}`}
        className={styles.grid}
        style={{ '--columns': gridTemplate(layout), '--width': `${totalWidth(layout)}px` }}
        onClick={onClick}
        onContextMenu={onContextMenu}
      >
        <ListHeader columns={columns} layout={layout} />
        <div role="presentation" className={styles.space} style={{ height: shown.length * ROW_HEIGHT }}>
          <div
            role="rowgroup"
            className={styles.window}
            style={{ transform: `translateY(${start * ROW_HEIGHT}px)` }}
          >
            {rows}
          </div>
        </div>
      </div>
      {menu}
    </>
  );
}
