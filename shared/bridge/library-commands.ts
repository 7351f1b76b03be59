import type { CaptureLabels, LibraryEntry, RetentionWish } from '../model/capture-library.ts';

/** The files among the recordings, open or not. */
export interface LibraryCommands {
  /** The one that was changed last first. */
  'library.list': { in: null; out: readonly LibraryEntry[] };
  /** Also of a file elsewhere. CONFLICT where another program has it. */
  'library.describe': { in: { path: string } & CaptureLabels; out: CaptureLabels };
  /**
   * Moves them to the folder `trash` among the recordings; `moved`: where they are there. CONFLICT where one is open, BAD_INPUT
   * where it is none of them.
   */
  'library.remove': {
    in: { paths: readonly string[] };
    out: { readonly trash: string; readonly moved: readonly string[] };
  };
  /** What is in the trash, the one that was changed last first. */
  'library.trash': { in: null; out: readonly LibraryEntry[] };
  /** Moves them from the trash back among the recordings, and answers where they are now. Errors as of `library.remove`. */
  'library.restore': { in: { paths: readonly string[] }; out: { readonly paths: readonly string[] } };
  /** What is set; empty where nothing goes by itself. */
  'library.retention': { in: null; out: RetentionWish };
  /** Kept among the recordings. Nothing is removed by it: a person is told what is due, and says so. */
  'library.setRetention': { in: RetentionWish; out: RetentionWish };
  /** What retention takes, and with `apply` has moved to the trash: nothing that is open or pinned. */
  'library.retain': { in: RetentionWish & { readonly apply: boolean }; out: readonly LibraryEntry[] };
}
