/** Chunks of more bytes than this are kept between two pages of them. */
export const LARGE_CHUNK = 524_288;
/** No more than this of one chunk is kept: as much as a body may have that is recorded. */
const MOST_KEPT = 256 * 1024 * 1024;
/** What nobody has asked for that long goes, in ms. */
const KEPT_MS = 5_000;

/** The bytes of the large chunk that was read last, of which the next page is likely to be asked for. */
export interface KeptChunk {
  /** The bytes that `key` names, as `read` gives them where they are not kept. */
  get(key: string, read: () => Uint8Array): Uint8Array;
  /** They have been read to their end. */
  drop(): void;
}

/**
 * SQLite gives a value whole or not at all, however little of it is wanted: of 50 MB in pages of 256 kB each page would read
 * and copy all of it. So one such value is kept, for some seconds.
 */
export function createKeptChunk(): KeptChunk {
  let kept: { readonly key: string; readonly bytes: Uint8Array; readonly timer: NodeJS.Timeout } | undefined;
  const drop = (): void => {
    clearTimeout(kept?.timer);
    kept = undefined;
  };
  return {
    get(key, read) {
      if (kept?.key === key) {
        kept.timer.refresh();
        return kept.bytes;
      }
      // Before the next is read, so that there are never two of them.
      drop();
      const bytes = read();
      if (bytes.length <= MOST_KEPT) kept = { key, bytes, timer: setTimeout(drop, KEPT_MS).unref() };
      return bytes;
    },
    drop,
  };
}
