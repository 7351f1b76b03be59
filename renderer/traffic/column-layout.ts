import { createStore } from 'zustand/vanilla';
import { readRemembered, remember } from '../ui/remembered.ts';
import { DEFAULT_LAYOUT, limitWidth, readColumnLayout, type ColumnId, type ColumnLayout } from './columns.ts';

const KEY = 'traffic.columns';

/** How the user arranged the columns; kept for the next start. */
export const columnLayout = createStore<ColumnLayout>(() =>
  readRemembered(KEY, readColumnLayout, DEFAULT_LAYOUT),
);

columnLayout.subscribe((layout) => {
  remember(KEY, layout);
});

export function toggleColumn(id: ColumnId): void {
  columnLayout.setState(({ hidden }) => ({
    hidden: hidden.includes(id) ? hidden.filter((other) => other !== id) : [...hidden, id],
  }));
}

export function setColumnWidth(id: ColumnId, width: number): void {
  columnLayout.setState(({ widths }) => ({ widths: { ...widths, [id]: limitWidth(width) } }));
}

export function resetColumns(): void {
  columnLayout.setState(DEFAULT_LAYOUT, true);
}
