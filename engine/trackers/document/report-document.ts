/** A piece of text in a report. */
export interface Inline {
  readonly text: string;
  readonly as?: 'code' | 'strong' | 'bad' | 'good' | 'dim';
  /** Where it leads: an https address, or `#` and the id of a part of the same report. */
  readonly href?: string;
}

/** Text alone is an Inline without anything else. */
export type Cell = string | Inline | readonly (string | Inline)[];

/** One part of a report, whatever it is written as. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly level: 2 | 3 }
  /** `lead`: what it all comes to, in large type. */
  | { readonly kind: 'text'; readonly text: Cell; readonly lead?: true }
  | { readonly kind: 'list'; readonly items: readonly Cell[] }
  /** Lines as they are. */
  | { readonly kind: 'code'; readonly title: string; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly Cell[])[];
      /** Indices of the columns that hold numbers. */
      readonly numbers?: readonly number[];
    }
  /** What is shown only where somebody asks for it. */
  | {
      readonly kind: 'details';
      readonly summary: Cell;
      readonly blocks: readonly Block[];
      readonly id?: string;
      /** On a page it is open from the start. */
      readonly open?: true;
    }
  /** Side by side where there is room. */
  | {
      readonly kind: 'columns';
      readonly columns: readonly { readonly title: string; readonly blocks: readonly Block[] }[];
    }
  | FilteredTable;

/** A table of which the rows of one kind can be shown alone. */
export interface FilteredTable {
  readonly kind: 'filtered';
  /** Unlike that of another table of the report: a word of letters. */
  readonly name: string;
  readonly head: readonly string[];
  readonly numbers?: readonly number[];
  /** What can be chosen: kinds of rows, in few words, and how many there are in all. */
  readonly kinds: readonly { readonly kind: string; readonly count: number; readonly as?: Inline['as'] }[];
  readonly rows: readonly { readonly kind: string; readonly cells: readonly Cell[] }[];
}

/** A report, to be written as Markdown or HTML. */
export interface ReportDocument {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The parts of a cell. Pure. */
export function inlinesOf(cell: Cell): readonly Inline[] {
  const parts = Array.isArray(cell) ? (cell as readonly (string | Inline)[]) : [cell as string | Inline];
  return parts.map((part) => (typeof part === 'string' ? { text: part } : part));
}

/** A moment as a person reads it, in UTC: `2026-07-28 09:30:00`. */
export function momentOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
