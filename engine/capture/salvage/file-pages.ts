import { closeSync, fstatSync, openSync } from 'node:fs';
import { readAt, readJournal } from './journal-pages.ts';

/** The pages of a file that may be damaged anywhere: https://sqlite.org/fileformat.html#pages */
export interface FilePages {
  readonly pageSize: number;
  /** Without what a page reserves at its end. */
  readonly usable: number;
  /** Pages are numbered from 1; a last one that was cut is none. */
  readonly count: number;
  /** Pages that are in no tree any more, as far as the file says so: what stands in them is old. */
  readonly free: ReadonlySet<number>;
  /** As long as the page is; what the file does not have of it is zero. The next call may reuse it. */
  read(page: number): Buffer;
  /** Pages that the file says it has, and that are not there: it was cut. */
  readonly cut: number;
  /** Bytes of file and journal. */
  readonly bytes: number;
  close(): void;
}

const MAGIC = 'SQLite format 3\0';
/** Hopscope's own, and SQLite's. */
const LIKELY_SIZES = [16_384, 4_096] as const;
const HEADER = 100;

/**
 * Opens a file without SQLite, and takes in the journal that stands beside it. Never call it for a file that this process has
 * open: see readFileHeader. Throws what the file system throws.
 */
export function openPages(path: string): FilePages {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const head = readAt(file, 0, HEADER);
    const pageSize = pageSizeOf(head) ?? guessPageSize(file, size);
    const reserved = head.toString('latin1', 0, MAGIC.length) === MAGIC ? (head[20] ?? 0) : 0;
    const journal = readJournal(`${path}-wal`, pageSize);
    // What is left of a page that was cut is no page: zeros in place of its end would pass for what was recorded.
    let count = Math.floor(size / pageSize);
    for (const page of journal.places.keys()) count = Math.max(count, page);
    const read = (page: number): Buffer => {
      const place = journal.places.get(page);
      return place === undefined ? readAt(file, (page - 1) * pageSize, pageSize) : journal.read(place);
    };
    return {
      pageSize,
      usable: pageSize - (reserved < pageSize / 4 ? reserved : 0),
      count,
      free: freePages(read, count),
      cut: Math.max(pagesSaid(read(1)) - count, 0),
      read,
      bytes: size + journal.bytes,
      close: () => {
        closeSync(file);
        journal.close();
      },
    };
  } catch (error) {
    closeSync(file);
    throw error;
  }
}

function pageSizeOf(head: Buffer): number | undefined {
  if (head.toString('latin1', 0, MAGIC.length) !== MAGIC) return undefined;
  const said = head.readUInt16BE(16);
  const size = said === 1 ? 65_536 : said;
  return size >= 512 && (size & (size - 1)) === 0 ? size : undefined;
}

/** The size at which more pages begin as pages do. */
function guessPageSize(file: number, size: number): number {
  const likelihood = LIKELY_SIZES.map((pageSize) => {
    let alike = 0;
    let looked = 0;
    for (let at = pageSize; at < size && looked < 200; at += pageSize) {
      looked += 1;
      if (isTreePage(readAt(file, at, 1)[0] ?? 0)) alike += 1;
    }
    return looked === 0 ? 0 : alike / looked;
  });
  // What is not worse at the larger size is of that size: each of its pages begins one of the smaller size, too.
  return (likelihood[0] ?? 0) >= (likelihood[1] ?? 0) * 0.9 ? LIKELY_SIZES[0] : LIKELY_SIZES[1];
}

export function isTreePage(type: number): boolean {
  return type === 2 || type === 5 || type === 10 || type === 13;
}

/** https://sqlite.org/fileformat.html#in_header_database_size. 0 where it does not say, or says what cannot be. */
function pagesSaid(head: Buffer): number {
  const isValid =
    head.toString('latin1', 0, MAGIC.length) === MAGIC && head.readUInt32BE(24) === head.readUInt32BE(92);
  return isValid ? head.readUInt32BE(28) : 0;
}

/** https://sqlite.org/fileformat.html#the_freelist */
function freePages(read: (page: number) => Buffer, count: number): Set<number> {
  const free = new Set<number>();
  const head = read(1);
  if (head.toString('latin1', 0, MAGIC.length) !== MAGIC) return free;
  for (let trunk = head.readUInt32BE(32); trunk > 1 && trunk <= count && !free.has(trunk);) {
    free.add(trunk);
    const page = read(trunk);
    const leaves = Math.min(page.readUInt32BE(4), page.length / 4 - 2);
    for (let index = 0; index < leaves; index += 1) free.add(page.readUInt32BE(8 + index * 4));
    trunk = page.readUInt32BE(0);
  }
  return free;
}
