import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** What was written last and stands in the journal: https://sqlite.org/fileformat.html#the_write_ahead_log */
export interface JournalPages {
  /** Where in the journal the newest image of each page begins. */
  readonly places: ReadonlyMap<number, number>;
  read(place: number): Buffer;
  readonly bytes: number;
  close(): void;
}

const HEADER = 32;
const FRAME_HEADER = 24;
const BIG_ENDIAN = 0x37_7f_06_83;
const LITTLE_ENDIAN = 0x37_7f_06_82;

/** Transactions that are whole; from the first frame on whose checksum is wrong, nothing. Never throws. */
export function readJournal(path: string, pageSize: number): JournalPages {
  const places = new Map<number, number>();
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return { places, read: () => Buffer.alloc(pageSize), bytes: 0, close: () => undefined };
  }
  const { size } = fstatSync(file);
  const head = readAt(file, 0, HEADER);
  const magic = head.readUInt32BE(0);
  const known = magic === BIG_ENDIAN || magic === LITTLE_ENDIAN;
  if (known && head.readUInt32BE(8) === pageSize) collect(file, size, { head, pageSize, places });
  return {
    places,
    read: (place) => readAt(file, place, pageSize),
    bytes: size,
    close: () => {
      closeSync(file);
    },
  };
}

interface Collecting {
  readonly head: Buffer;
  readonly pageSize: number;
  readonly places: Map<number, number>;
}

function collect(file: number, size: number, { head, pageSize, places }: Collecting): void {
  const sum = checksum(head.readUInt32BE(0) === BIG_ENDIAN);
  let state = sum([0, 0], head.subarray(0, 24));
  if (state[0] !== head.readUInt32BE(24) || state[1] !== head.readUInt32BE(28)) return;
  let uncommitted: [number, number][] = [];
  for (let at = HEADER; at + FRAME_HEADER + pageSize <= size; at += FRAME_HEADER + pageSize) {
    const frame = readAt(file, at, FRAME_HEADER + pageSize);
    if (!frame.subarray(8, 16).equals(head.subarray(16, 24))) return;
    state = sum(sum(state, frame.subarray(0, 8)), frame.subarray(FRAME_HEADER));
    if (state[0] !== frame.readUInt32BE(16) || state[1] !== frame.readUInt32BE(20)) return;
    uncommitted.push([frame.readUInt32BE(0), at + FRAME_HEADER]);
    // The size of the file after a transaction stands in its last frame, and 0 in the others.
    if (frame.readUInt32BE(4) === 0) continue;
    for (const [page, place] of uncommitted) places.set(page, place);
    uncommitted = [];
  }
}

type Sums = readonly [number, number];

function checksum(bigEndian: boolean): (state: Sums, bytes: Buffer) => Sums {
  return (state, bytes) => {
    let [one, other] = state;
    for (let at = 0; at + 8 <= bytes.length; at += 8) {
      const first = bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at);
      const second = bigEndian ? bytes.readUInt32BE(at + 4) : bytes.readUInt32LE(at + 4);
      one = (one + first + other) >>> 0;
      other = (other + second + one) >>> 0;
    }
    return [one, other];
  };
}

/** As many bytes as asked for: zero where the file has no more. */
export function readAt(file: number, at: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let filled = 0; filled < length;) {
    const got = readSync(file, bytes, filled, length - filled, at + filled);
    if (got === 0) break;
    filled += got;
  }
  return bytes;
}
