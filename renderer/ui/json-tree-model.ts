import type { Found } from './json-find.ts';
import { pointerStep } from './json-pointer.ts';
import { CHILD_STRIDE, kindAt, type JsonKind, type ScanFault, type ScannedContainer } from './json-scan.ts';
import { localScanner, type JsonScanner, type Sliced } from './json-scanner.ts';

/** One visible line of the tree. */
export interface TreeRow {
  readonly kind: 'value' | 'range' | 'line';
  readonly depth: number;
  /** JSON pointer of the value; that of its container for a range, that of its string for a line. */
  readonly pointer: string;
  /** Member name, index, or "[1000 … 1999]". Absent at the root and on lines of text. */
  readonly label?: string;
  readonly type: JsonKind;
  /** Offsets of the value in the text. */
  readonly start: number;
  readonly end: number;
  /** Children of a container. */
  readonly count: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  /** First and last child of a range. */
  readonly from?: number;
  readonly to?: number;
  /** One line of a long string. */
  readonly lineText?: string;
}

const RANGE = 1000;
const LONG_STRING = 160;
const MAX_LINES = 5000;
/** A tree opens by itself up to about this many rows and this deep. */
const OPENING_ROWS = 60;
const OPENING_DEPTH = 5;

/** Member name between `start` and `end`, both including the quotes. */
function keyText(text: string, start: number, end: number): string {
  const raw = text.slice(start + 1, end - 1);
  return raw.includes('\\') ? (JSON.parse(text.slice(start, end)) as string) : raw;
}

function isLongString(text: string, start: number, end: number): boolean {
  return end - start > LONG_STRING || text.slice(start, end).includes('\\n');
}

/** Lines of a string as people read it, long ones broken. */
function linesOf(text: string, start: number, end: number): string[] {
  const [value, isWhole] = readString(text, start, end);
  const lines: string[] = [];
  for (const line of value.split(/\r\n|\n/)) {
    for (let at = 0; at === 0 || at < line.length; at += LONG_STRING) {
      if (lines.length >= MAX_LINES) return [...lines, CUT];
      lines.push(line.slice(at, at + LONG_STRING));
    }
  }
  return isWhole ? lines : [...lines, CUT];
}

const CUT = '… the rest is cut here; copy the value to have it whole.';
/** Characters of a string that is opened: more than MAX_LINES lines can show, and read within a frame. */
const MOST_READ = 1_000_000;

/** What the string between `start` and `end` says, or its beginning where it is very long. */
function readString(text: string, start: number, end: number): readonly [value: string, isWhole: boolean] {
  if (end - start <= MOST_READ) return [JSON.parse(text.slice(start, end)) as string, true];
  let cut = start + MOST_READ;
  const last = text.lastIndexOf('\\', cut - 1);
  let before = last;
  while (text[before - 1] === '\\') before -= 1;
  // Of a row of them each second one is a sign; an escape is at most six characters long, and none is cut in two.
  if (cut - last < 6 && (last - before) % 2 === 0) cut = last;
  return [JSON.parse(`${text.slice(start, cut)}"`) as string, false];
}

/** A JSON text as rows: what is open is read, nothing else is. Numbers and key order stay as they were written. */
export class JsonTreeModel {
  readonly text: string;
  rows: readonly TreeRow[] = [];
  fault: ScanFault | undefined;
  /** Containers that were read, by the offset at which they begin. */
  private readonly read = new Map<number, ScannedContainer>();
  private readonly scanner: JsonScanner;

  /** `scanner`: of this text; by default it is read in this thread. */
  constructor(text: string, scanner: JsonScanner = localScanner(text)) {
    this.text = text;
    this.scanner = scanner;
  }

  /** Reads the text and opens its first rows. */
  *load(): Sliced<void> {
    const scanned = yield* this.scanner.text();
    if (!scanned.ok) {
      this.fault = scanned.fault;
      return;
    }
    const { start, end, container } = scanned;
    if (container) this.read.set(start, container);
    const count = (container?.children.length ?? 0) / CHILD_STRIDE;
    this.rows = [this.valueRow({ pointer: '', depth: 0, start, end, count })];
    yield* this.openFirst();
  }

  /** Opens level by level, as long as the tree stays short. */
  private *openFirst(): Sliced<void> {
    for (let depth = 0; depth < OPENING_DEPTH; depth += 1) {
      for (let index = 0; index < this.rows.length; index += 1) {
        const row = this.rows[index];
        const fits = row?.depth === depth && (depth === 0 || this.rows.length + row.count <= OPENING_ROWS);
        if (row && fits && row.expandable && row.type !== 'string' && !row.expanded)
          yield* this.expand(index);
      }
    }
  }

  /** Opens the row at `index`; nothing happens where it is open or has nothing inside. */
  *expand(index: number): Sliced<void> {
    const row = this.rows[index];
    if (!row?.expandable || row.expanded) return;
    const inside = yield* this.childrenOf(row);
    // While this was read, rows may have moved.
    const place = this.rows.indexOf(row);
    if (place === -1) return;
    this.rows = [
      ...this.rows.slice(0, place),
      { ...row, expanded: true },
      ...inside,
      ...this.rows.slice(place + 1),
    ];
  }

  collapse(index: number): void {
    const row = this.rows[index];
    if (!row?.expanded) return;
    const next = this.rows.findIndex((other, place) => place > index && other.depth <= row.depth);
    const end = next === -1 ? this.rows.length : next;
    this.rows = [...this.rows.slice(0, index), { ...row, expanded: false }, ...this.rows.slice(end)];
  }

  /** Opens everything on the way to `pointer`; gives the index of its row, or of the nearest one that is there. */
  *reveal(pointer: string): Sliced<number> {
    let best = 0;
    for (;;) {
      const index = this.nearest(pointer, best);
      const row = this.rows[index];
      if (!row || (row.kind === 'value' && row.pointer === pointer)) return index;
      if (!row.expandable || row.expanded || row.type === 'string') return index;
      yield* this.expand(index);
      best = index;
    }
  }

  /** Where `wanted` stands in the text; see findInJson. */
  find(wanted: string): Sliced<Found> {
    return this.scanner.find(wanted);
  }

  /** Opens everything on the way to what stands at `offset` of the text, a name or a value; gives the index of its row. */
  *revealAt(offset: number): Sliced<number> {
    for (let index = 0; ;) {
      const row = this.rows[index];
      if (!row || row.type === 'string' || offset <= row.start) return index;
      if (row.expandable && !row.expanded) {
        yield* this.expand(index);
        // Meanwhile a person may have opened something above it.
        index = this.rows.findIndex(
          (other) => other.kind === row.kind && other.pointer === row.pointer && other.from === row.from,
        );
      }
      const next = this.insideAt(index, offset);
      if (next === undefined) return Math.max(index, 0);
      index = next;
    }
  }

  /** The row right inside the one at `index` that ends after `offset`: what is before it is its name. */
  private insideAt(index: number, offset: number): number | undefined {
    const around = this.rows[index];
    if (!around?.expanded) return undefined;
    for (let at = index + 1; at < this.rows.length; at += 1) {
      const row = this.rows[at];
      if (!row || row.depth <= around.depth) return undefined;
      if (row.depth === around.depth + 1 && this.endOf(row) > offset) return at;
    }
    return undefined;
  }

  /** One past a value, or past the last value of a range. */
  private endOf(row: TreeRow): number {
    if (row.kind !== 'range') return row.end;
    return this.read.get(row.start)?.children[(row.to ?? 0) * CHILD_STRIDE + 3] ?? row.end;
  }

  /** The deepest row at or above `pointer`, from `from` on. */
  private nearest(pointer: string, from: number): number {
    let best = from;
    for (let index = from; index < this.rows.length; index += 1) {
      const row = this.rows[index];
      if (row && this.leadsTo(row, pointer)) best = index;
    }
    return best;
  }

  private leadsTo(row: TreeRow, pointer: string): boolean {
    if (row.kind === 'line') return false;
    if (row.kind === 'value') return pointer === row.pointer || pointer.startsWith(`${row.pointer}/`);
    const segment = pointer.slice(row.pointer.length + 1).split('/')[0] ?? '';
    const place = Number(segment);
    return pointer.startsWith(`${row.pointer}/`) && place >= (row.from ?? 0) && place <= (row.to ?? -1);
  }

  private *childrenOf(row: TreeRow): Sliced<TreeRow[]> {
    if (row.type === 'string') return this.stringLines(row);
    let container = this.read.get(row.start);
    if (!container) {
      const result = yield* this.scanner.container(row.start);
      // The whole text was checked when it was loaded.
      if (!result.ok) return [];
      ({ container } = result);
      this.read.set(row.start, container);
    }
    const total = container.children.length / CHILD_STRIDE;
    if (row.kind === 'value' && total > RANGE) return this.ranges(row, total);
    const rows: TreeRow[] = [];
    const last = row.to ?? total - 1;
    for (let child = row.from ?? 0; child <= last; child += 1)
      rows.push(this.childRow(row, container, child));
    return rows;
  }

  private stringLines(row: TreeRow): TreeRow[] {
    return linesOf(this.text, row.start, row.end).map((lineText) => ({
      ...row,
      kind: 'line',
      depth: row.depth + 1,
      expandable: false,
      expanded: false,
      lineText,
    }));
  }

  private ranges(row: TreeRow, total: number): TreeRow[] {
    const rows: TreeRow[] = [];
    for (let from = 0; from < total; from += RANGE) {
      const to = Math.min(from + RANGE, total) - 1;
      rows.push({
        ...row,
        kind: 'range',
        depth: row.depth + 1,
        label: `[${String(from)} … ${String(to)}]`,
        count: to - from + 1,
        expanded: false,
        from,
        to,
      });
    }
    return rows;
  }

  private childRow(row: TreeRow, container: ScannedContainer, child: number): TreeRow {
    const [keyStart = -1, keyEnd = -1, start = 0, end = 0, count = 0] = container.children.slice(
      child * CHILD_STRIDE,
      (child + 1) * CHILD_STRIDE,
    );
    const label = keyStart === -1 ? String(child) : keyText(this.text, keyStart, keyEnd);
    const pointer = pointerStep(row.pointer, label);
    return { ...this.valueRow({ pointer, depth: row.depth + 1, start, end, count }), label };
  }

  private valueRow(place: {
    readonly pointer: string;
    readonly depth: number;
    readonly start: number;
    readonly end: number;
    readonly count: number;
  }): TreeRow {
    const { start, end, count } = place;
    const type = kindAt(this.text, start);
    const expandable = type === 'string' ? isLongString(this.text, start, end) : count > 0;
    return { ...place, kind: 'value', type, expandable, expanded: false };
  }
}

/** Longest text of a value on its row. */
const PREVIEW_LIMIT = 300;

/** What stands on the row of a value: the value itself, or the beginning of what is inside. */
export function rowText(model: JsonTreeModel, row: TreeRow): string {
  if (row.lineText !== undefined) return row.lineText;
  if (row.kind === 'range') return '';
  const raw = model.text.slice(row.start, Math.min(row.end, row.start + PREVIEW_LIMIT));
  const cut = row.end - row.start > PREVIEW_LIMIT ? '…' : '';
  const isContainer = row.type === 'object' || row.type === 'array';
  return isContainer ? raw.replaceAll(/\s+/g, ' ') + cut : raw + cut;
}

/** Runs to the end at once: for texts that are small, read in this thread. */
export function runNow<T>(steps: Sliced<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (typeof step.value !== 'number') throw new Error('What waits for others cannot be run at once.');
  }
}

/**
 * Runs slice by slice, each in a task of its own, so that frames come in between, and waits for what others do; undefined
 * once aborted.
 */
export async function runSliced<T>(
  steps: Sliced<T>,
  signal: AbortSignal,
  onOffset?: (offset: number) => void,
): Promise<T | undefined> {
  let answer: unknown;
  for (;;) {
    const step = steps.next(answer);
    if (step.done === true) return step.value;
    if (typeof step.value === 'number') {
      onOffset?.(step.value);
      answer = undefined;
      await new Promise<void>((resolve) => {
        setTimeout(resolve, 0);
      });
    } else answer = await step.value;
    if (signal.aborted) return undefined;
  }
}
