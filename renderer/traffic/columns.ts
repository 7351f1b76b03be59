/** Columns of the traffic list, in the order shown. Data: header, list, menu and memory all read it. */
export type ColumnId =
  | 'mark'
  | 'number'
  | 'time'
  | 'origin'
  | 'instance'
  | 'era'
  | 'method'
  | 'name'
  | 'link'
  | 'status'
  | 'type'
  | 'duration'
  | 'size';

export interface Column {
  readonly id: ColumnId;
  readonly title: string;
  /** For menus and for people who hear the page. */
  readonly longTitle: string;
  /** px, until the user drags. */
  readonly width: number;
  readonly align: 'start' | 'end';
  /** Takes what room is left. */
  readonly grows?: boolean;
  /** Cannot be hidden: without it a row is not told from another. */
  readonly fixed?: boolean;
}

export const COLUMNS: readonly Column[] = [
  { id: 'mark', title: '', longTitle: 'Marks', width: 60, align: 'start', fixed: true },
  { id: 'number', title: '#', longTitle: 'Number', width: 50, align: 'end', fixed: true },
  { id: 'time', title: 'Time', longTitle: 'Time', width: 102, align: 'start' },
  { id: 'origin', title: 'Origin', longTitle: 'Origin', width: 80, align: 'start' },
  { id: 'instance', title: 'Instance', longTitle: 'Instance', width: 92, align: 'start' },
  { id: 'era', title: 'Era', longTitle: 'Era and transport', width: 92, align: 'start' },
  { id: 'method', title: 'Method', longTitle: 'Method', width: 132, align: 'start' },
  { id: 'name', title: 'Name', longTitle: 'Name', width: 72, align: 'start', grows: true },
  { id: 'link', title: 'Follows', longTitle: 'Earlier exchange that it follows', width: 96, align: 'start' },
  { id: 'status', title: 'Status', longTitle: 'HTTP status', width: 54, align: 'start' },
  { id: 'type', title: 'Result', longTitle: 'Result type', width: 106, align: 'start' },
  { id: 'duration', title: 'Duration', longTitle: 'Duration', width: 74, align: 'end' },
  { id: 'size', title: 'Size', longTitle: 'Size of the answer', width: 66, align: 'end' },
];

export const MIN_COLUMN_WIDTH = 40;
const MAX_COLUMN_WIDTH = 900;

/** What the user made of the columns. */
export interface ColumnLayout {
  readonly hidden: readonly ColumnId[];
  /** px, for those that were dragged. */
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>;
}

export const DEFAULT_LAYOUT: ColumnLayout = { hidden: [], widths: {} };

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A layout as it was stored: what does not fit this version's columns is left out. */
export function readColumnLayout(stored: unknown): ColumnLayout | undefined {
  if (!isRecord(stored)) return undefined;
  const hidden = Array.isArray(stored['hidden']) ? new Set<unknown>(stored['hidden']) : new Set<unknown>();
  const widths: Partial<Record<ColumnId, number>> = {};
  const storedWidths = isRecord(stored['widths']) ? stored['widths'] : {};
  for (const { id } of COLUMNS) {
    const width = storedWidths[id];
    if (typeof width === 'number' && Number.isFinite(width)) widths[id] = limitWidth(width);
  }
  return {
    hidden: COLUMNS.filter((column) => !column.fixed && hidden.has(column.id)).map((column) => column.id),
    widths,
  };
}

/** A column's width in px, kept within what can be read and reached. */
export function limitWidth(width: number): number {
  return Math.round(Math.min(Math.max(width, MIN_COLUMN_WIDTH), MAX_COLUMN_WIDTH));
}

export function shownColumns(layout: ColumnLayout): readonly Column[] {
  return COLUMNS.filter((column) => !layout.hidden.includes(column.id));
}

/** Given up in this order where the list is too narrow for all: what they say also stands in the detail. */
const GIVEN_UP: readonly ColumnId[] = ['origin', 'era', 'link', 'time', 'type', 'size'];

/**
 * The layout with as many columns as `available` px take, those that the detail repeats left out first. A column
 * that was dragged stays: its width was a wish. Undefined: not measured yet.
 */
export function fitLayout(layout: ColumnLayout, available: number | undefined): ColumnLayout {
  let fitted = layout;
  for (const id of GIVEN_UP) {
    if (available === undefined || totalWidth(fitted) <= available) break;
    if (fitted.hidden.includes(id) || fitted.widths[id] !== undefined) continue;
    fitted = { ...fitted, hidden: [...fitted.hidden, id] };
  }
  return fitted;
}

/** Value for `grid-template-columns`; a column that grows does so until it was dragged. */
export function gridTemplate(layout: ColumnLayout): string {
  return shownColumns(layout)
    .map(({ id, width, grows }) => {
      const dragged = layout.widths[id];
      if (dragged !== undefined) return `${dragged}px`;
      return grows ? `minmax(${width}px, 1fr)` : `${width}px`;
    })
    .join(' ');
}

/** Least width of all columns together, in px: below it the list scrolls sideways. */
export function totalWidth(layout: ColumnLayout): number {
  return shownColumns(layout).reduce((sum, { id, width }) => sum + (layout.widths[id] ?? width), 0);
}
