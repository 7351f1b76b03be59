import type { Row, RowFindings } from '../../shared/model/exchange.ts';
import { Interned, kindOf, PAGE_NUMBERS, type RowKind, type RowPage } from '../../shared/model/row-page.ts';

/** Rows of one block: its columns are made when the first of them comes. */
const BLOCK = 4_096;
/** Rows that were read last are kept as objects: who asks again for the same row gets the same object. */
const KEPT = 4_096;

/** Columns of BLOCK rows, by place in the block. NaN and 0 are absent, as each column's reader knows. */
interface Block {
  readonly startedAt: Float64Array;
  readonly errorCode: Float64Array;
  readonly durationMs: Float64Array;
  readonly requestBytes: Float64Array;
  readonly responseBytes: Float64Array;
  readonly status: Uint16Array;
  readonly eventCount: Uint32Array;
  readonly linkTo: Uint32Array;
  /** Place of the kind, plus one; 0: the row is not here. */
  readonly kind: Uint32Array;
  readonly name: Uint32Array;
  /** Place of the findings, plus one; 0: none. */
  readonly findings: Uint32Array;
}

function newBlock(): Block {
  return {
    startedAt: new Float64Array(BLOCK),
    errorCode: new Float64Array(BLOCK),
    durationMs: new Float64Array(BLOCK),
    requestBytes: new Float64Array(BLOCK),
    responseBytes: new Float64Array(BLOCK),
    status: new Uint16Array(BLOCK),
    eventCount: new Uint32Array(BLOCK),
    linkTo: new Uint32Array(BLOCK),
    kind: new Uint32Array(BLOCK),
    name: new Uint32Array(BLOCK),
    findings: new Uint32Array(BLOCK),
  };
}

/** What became of a row that was put. */
export type Put = 'added' | 'updated' | 'dropped';

/**
 * Rows by number, some 62 bytes each where objects would take several hundred: numbers in columns, and what rows say in
 * words only once (kinds, names, findings).
 */
export class PackedRows {
  readonly #blocks: (Block | undefined)[] = [];
  readonly #kinds = new Interned<RowKind>();
  readonly #names = new Interned<string>();
  readonly #findings = new Interned<RowFindings>();
  readonly #kept = new Map<number, Row>();

  has(number: number): boolean {
    return this.#kindPlace(number) !== 0;
  }

  /** The row as an object; the same one as long as it stays as it is and is asked for now and then. */
  get(number: number): Row | undefined {
    const kept = this.#kept.get(number);
    if (kept) return kept;
    const row = this.#read(number);
    if (!row) return undefined;
    if (this.#kept.size >= KEPT) this.#kept.delete(this.#kept.keys().next().value ?? 0);
    this.#kept.set(number, row);
    return row;
  }

  /** A row that is open never replaces one that has ended: pages and events travel side by side and overtake each other. */
  put(row: Row): Put {
    const { key, kind } = kindOf(row);
    return this.#put(
      [
        row.number,
        row.startedAt,
        row.status ?? null,
        row.errorCode ?? null,
        row.durationMs ?? null,
        row.requestBytes,
        row.responseBytes,
        row.eventCount,
        row.link?.to ?? null,
      ],
      {
        kind: this.#kinds.place(key, kind),
        name: this.#names.place(row.name, row.name),
        findings: row.findings && this.#findings.place(JSON.stringify(row.findings), row.findings),
      },
    );
  }

  /** All rows of a page; tells of each what became of it. */
  putPage({ values, kinds, names, findings }: RowPage, tell: (number: number, put: Put) => void): void {
    const kindPlaces = kinds.map((kind) => this.#kinds.place(JSON.stringify(kind), kind));
    const namePlaces = names.map((name) => this.#names.place(name, name));
    const findingPlaces = findings.map((found) => this.#findings.place(JSON.stringify(found), found));
    const width = PAGE_NUMBERS.length;
    const places: { kind: number; name: number; findings: number | undefined } = {
      kind: 0,
      name: 0,
      findings: undefined,
    };
    // A million rows come this way: nothing is made for each of them.
    for (let from = 0; from < values.length; from += width) {
      const found = values[from + 11];
      places.kind = kindPlaces[values[from + 9] ?? 0] ?? 0;
      places.name = namePlaces[values[from + 10] ?? 0] ?? 0;
      places.findings = found === null || found === undefined ? undefined : findingPlaces[found];
      tell(values[from] ?? 0, this.#put(values, places, from));
    }
  }

  /** Numbers of the rows that link to this one, ascending. Links lead to earlier numbers. */
  linkedTo(number: number): number[] {
    const found: number[] = [];
    this.#blocks.forEach((block, at) => {
      if (!block || (at + 1) * BLOCK < number) return;
      const { linkTo } = block;
      for (let place = linkTo.indexOf(number); place !== -1; place = linkTo.indexOf(number, place + 1)) {
        found.push(at * BLOCK + place + 1);
      }
    });
    return found;
  }

  /** Numbers of the rows that are here and above `after`, ascending; blocks without rows cost nothing. */
  numbersAbove(after: number): number[] {
    const found: number[] = [];
    this.#blocks.forEach((block, at) => {
      if (!block || (at + 1) * BLOCK <= after) return;
      for (let place = Math.max(after - at * BLOCK, 0); place < BLOCK; place += 1) {
        if (block.kind[place] !== 0) found.push(at * BLOCK + place + 1);
      }
    });
    return found;
  }

  #kindPlace(number: number): number {
    const index = number - 1;
    return this.#blocks[Math.floor(index / BLOCK)]?.kind[index % BLOCK] ?? 0;
  }

  /** The row whose PAGE_NUMBERS begin at `from`; of its words the places are those of this object's own lists. */
  #put(
    values: readonly (number | null)[],
    places: { readonly kind: number; readonly name: number; readonly findings: number | undefined },
    from = 0,
  ): Put {
    const number = values[from] ?? 0;
    const index = number - 1;
    const present = this.#kinds.list[this.#kindPlace(number) - 1];
    const state = this.#kinds.list[places.kind]?.state;
    if (present && present.state !== 'open' && state === 'open') return 'dropped';
    const block = (this.#blocks[Math.floor(index / BLOCK)] ??= newBlock());
    const at = index % BLOCK;
    block.startedAt[at] = values[from + 1] ?? 0;
    block.status[at] = values[from + 2] ?? 0;
    block.errorCode[at] = values[from + 3] ?? NaN;
    block.durationMs[at] = values[from + 4] ?? NaN;
    block.requestBytes[at] = values[from + 5] ?? 0;
    block.responseBytes[at] = values[from + 6] ?? 0;
    block.eventCount[at] = values[from + 7] ?? 0;
    block.linkTo[at] = values[from + 8] ?? 0;
    block.kind[at] = places.kind + 1;
    block.name[at] = places.name;
    block.findings[at] = places.findings === undefined ? 0 : places.findings + 1;
    if (present) this.#kept.delete(number);
    return present ? 'updated' : 'added';
  }

  #read(number: number): Row | undefined {
    const index = number - 1;
    const block = this.#blocks[Math.floor(index / BLOCK)];
    const at = index % BLOCK;
    const kind = block && this.#kinds.list[(block.kind[at] ?? 0) - 1];
    if (!block || !kind) return undefined;
    const { link, ...words } = kind;
    const [status = 0, errorCode = NaN, durationMs = NaN] = [
      block.status[at],
      block.errorCode[at],
      block.durationMs[at],
    ];
    const findings = this.#findings.list[(block.findings[at] ?? 0) - 1];
    return {
      number,
      startedAt: block.startedAt[at] ?? 0,
      ...words,
      name: this.#names.list[block.name[at] ?? 0] ?? '',
      ...(status !== 0 && { status }),
      ...(!Number.isNaN(errorCode) && { errorCode }),
      ...(!Number.isNaN(durationMs) && { durationMs }),
      requestBytes: block.requestBytes[at] ?? 0,
      responseBytes: block.responseBytes[at] ?? 0,
      eventCount: block.eventCount[at] ?? 0,
      ...(link && { link: { ...link, to: block.linkTo[at] ?? 0 } }),
      ...(findings && { findings }),
    };
  }
}
