/** Which of the rows have to be drawn: from `start`, up to but without `end`. */
export interface RowWindow {
  readonly start: number;
  readonly end: number;
}

/** Everything in px but `count` and `overscan`, which count rows. */
export interface RowWindowInput {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
  readonly count: number;
  readonly overscan: number;
}

/** The rows in view, and `overscan` more on each side. Survives a scroll position beyond the end. */
export function rowWindow({ scrollTop, height, rowHeight, count, overscan }: RowWindowInput): RowWindow {
  const top = Math.min(Math.max(scrollTop, 0), Math.max(count * rowHeight - height, 0));
  const start = Math.max(Math.floor(top / rowHeight) - overscan, 0);
  const end = Math.min(Math.ceil((top + height) / rowHeight) + overscan, count);
  return { start, end: Math.max(end, start) };
}

/** Where to scroll so that the row at `index` is in view; the present position where it is already. */
export function scrollTopFor(
  index: number,
  { scrollTop, height, rowHeight }: Pick<RowWindowInput, 'scrollTop' | 'height' | 'rowHeight'>,
): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + height) return top + rowHeight - height;
  return scrollTop;
}
