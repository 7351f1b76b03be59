import { useCallback, useLayoutEffect, useState, type RefObject } from 'react';
import { rowWindow, type RowWindow } from './row-window.ts';

/** Rows drawn beyond each edge, so that a scroll of some rows shows no gap before the next frame. */
const OVERSCAN = 6;

/**
 * Follows the scroll position and size of the scroller and says which of `count` rows of `rowHeight` px are in view.
 * Renders only when the first row in view changes, not for each pixel.
 * @param atEnd the caller keeps the scroller at its end: the last rows are in view, before it has scrolled there
 */
export function useRowWindow(
  scrollerRef: RefObject<HTMLElement | null>,
  count: number,
  rowHeight: number,
  atEnd = false,
): RowWindow {
  const [view, setView] = useState({ scrollTop: 0, height: 0 });
  const measure = useCallback(() => {
    const element = scrollerRef.current;
    if (!element) return;
    const height = element.clientHeight;
    const scrollTop = Math.floor(element.scrollTop / rowHeight) * rowHeight;
    setView((old) => (old.scrollTop === scrollTop && old.height === height ? old : { scrollTop, height }));
  }, [scrollerRef, rowHeight]);
  useLayoutEffect(() => {
    const element = scrollerRef.current;
    if (!element) return undefined;
    measure();
    element.addEventListener('scroll', measure, { passive: true });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', measure);
      observer.disconnect();
    };
  }, [scrollerRef, measure]);
  const scrollTop = atEnd ? count * rowHeight : view.scrollTop;
  return rowWindow({ scrollTop, height: view.height + rowHeight, rowHeight, count, overscan: OVERSCAN });
}
