import type { FilePages } from './file-pages.ts';

/** A value of a record; whole numbers beyond what JavaScript holds exactly make the record unreadable. */
export type RecordValue = number | string | Buffer | null;

/** One record of one page, of whichever table. */
export interface PageRecord {
  /** Of a table with row ids. */
  readonly rowId: number | undefined;
  readonly values: readonly RecordValue[];
}

/** What one page gave. */
export interface PageContent {
  readonly records: PageRecord[];
  /** Records that the page points to and that cannot be read. */
  readonly unreadable: number;
}

const TABLE_LEAF = 13;
const INDEX_LEAF = 10;
const INDEX_INTERIOR = 2;
/** What reading has used up so far of a file. */
export interface Walked {
  /** Pages that are the rest of some record; none is the rest of two. */
  readonly taken: Set<number>;
  /** Pages that may still be walked for records that then are not whole: damage must not cost more than the file is long. */
  inVain: number;
}

/** SQLite holds no more in one value. */
const MOST_BYTES = 1_000_000_000;
/** No table of ours has that many columns. */
const MOST_COLUMNS = 200;

class Unreadable extends Error {}

/** Reads the records of a page without the tree that it belongs to: https://sqlite.org/fileformat.html#b_tree_pages */
export function readPageRecords(pages: FilePages, page: number, walked: Walked): PageContent {
  // A copy: reading what a record has elsewhere reads other pages.
  const bytes = Buffer.from(pages.read(page));
  const start = page === 1 ? 100 : 0;
  const type = bytes[start] ?? 0;
  if (type !== TABLE_LEAF && type !== INDEX_LEAF && type !== INDEX_INTERIOR)
    return { records: [], unreadable: 0 };
  const pointers = start + (type === INDEX_INTERIOR ? 12 : 8);
  const count = bytes.readUInt16BE(start + 3);
  const records: PageRecord[] = [];
  let unreadable = 0;
  // A count that is damaged points to no more cells than a page can hold.
  const most = Math.min(count, Math.floor((bytes.length - pointers) / 6));
  unreadable += count - most > 0 ? 1 : 0;
  const used = new Set<number>();
  for (let index = 0; index < most; index += 1) {
    const at = bytes.readUInt16BE(pointers + index * 2);
    try {
      if (at < pointers || used.has(at)) throw new Unreadable();
      used.add(at);
      records.push(readCell({ pages, bytes, type, walked }, at));
    } catch (error) {
      if (!(error instanceof Unreadable) && !(error instanceof RangeError)) throw error;
      unreadable += 1;
    }
  }
  return { records, unreadable };
}

interface CellPage {
  readonly pages: FilePages;
  readonly bytes: Buffer;
  readonly type: number;
  readonly walked: Walked;
}

function readCell({ pages, bytes, type, walked }: CellPage, cell: number): PageRecord {
  const { usable } = pages;
  const isTable = type === TABLE_LEAF;
  const length = varint(bytes, type === INDEX_INTERIOR ? cell + 4 : cell);
  let at = length.next;
  let rowId: number | undefined;
  if (isTable) {
    const id = varint(bytes, at);
    rowId = id.value;
    at = id.next;
  }
  if (length.value > Math.min(MOST_BYTES, pages.bytes)) throw new Unreadable();
  const most = isTable ? usable - 35 : Math.floor(((usable - 12) * 64) / 255) - 23;
  const least = Math.floor(((usable - 12) * 32) / 255) - 23;
  const rest = least + ((length.value - least) % (usable - 4));
  const local = length.value <= most ? length.value : rest <= most ? rest : least;
  if (at + local > bytes.length) throw new Unreadable();
  const head = bytes.subarray(at, at + local);
  if (length.value === local) return { rowId, values: readRecord(head) };
  const first = bytes.readUInt32BE(at + local);
  const payload = readOverflow({ pages, head, first, walked }, length.value);
  return { rowId, values: readRecord(payload) };
}

interface Overflow {
  readonly pages: FilePages;
  readonly head: Buffer;
  readonly first: number;
  readonly walked: Walked;
}

function readOverflow({ pages, head, first, walked }: Overflow, length: number): Buffer {
  const chain: number[] = [];
  const seen = new Set<number>();
  // First whether it is all there: a damaged length must not ask for memory.
  let left = length - head.length;
  for (let page = first; left > 0; left -= pages.usable - 4) {
    const known = page >= 2 && page <= pages.count && !pages.free.has(page);
    if (!known || seen.has(page) || walked.taken.has(page) || walked.inVain <= 0) {
      walked.inVain -= chain.length;
      throw new Unreadable();
    }
    seen.add(page);
    chain.push(page);
    page = pages.read(page).readUInt32BE(0);
  }
  const bytes = Buffer.alloc(length);
  head.copy(bytes);
  let filled = head.length;
  for (const page of chain) {
    const part = pages.read(page).subarray(4, Math.min(pages.usable, 4 + length - filled));
    part.copy(bytes, filled);
    filled += part.length;
  }
  for (const page of chain) walked.taken.add(page);
  return bytes;
}

/** https://sqlite.org/fileformat.html#record_format */
function readRecord(payload: Buffer): RecordValue[] {
  const size = varint(payload, 0);
  if (size.value > payload.length) throw new Unreadable();
  const values: RecordValue[] = [];
  let at = size.value;
  for (let place = size.next; place < size.value;) {
    const type = varint(payload, place);
    place = type.next;
    const length = lengthOf(type.value);
    if (at + length > payload.length || values.length >= MOST_COLUMNS) throw new Unreadable();
    values.push(readValue(payload, at, type.value));
    at += length;
  }
  if (at !== payload.length) throw new Unreadable();
  return values;
}

const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

function lengthOf(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2);
  const length = INTEGER_BYTES[type];
  if (length === undefined) throw new Unreadable();
  return length;
}

function readValue(bytes: Buffer, at: number, type: number): RecordValue {
  switch (type) {
    case 0:
      return null;
    case 7:
      return bytes.readDoubleBE(at);
    case 8:
    case 9:
      return type - 8;
    case 6: {
      const value = bytes.readBigInt64BE(at);
      if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) throw new Unreadable();
      return Number(value);
    }
    default:
      break;
  }
  const length = lengthOf(type);
  if (type < 12) return bytes.readIntBE(at, length);
  const data = bytes.subarray(at, at + length);
  return type % 2 === 0 ? Buffer.from(data) : data.toString('utf8');
}

/** https://sqlite.org/fileformat.html#varint. What JavaScript does not hold exactly is unreadable. */
function varint(bytes: Buffer, from: number): { value: number; next: number } {
  let value = 0;
  for (let index = 0; index < 9; index += 1) {
    const byte = bytes[from + index];
    if (byte === undefined) throw new Unreadable();
    if (index === 8) value = value * 256 + byte;
    else value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER) throw new Unreadable();
    if (index === 8 || byte < 0x80) return { value, next: from + index + 1 };
  }
  throw new Unreadable();
}
