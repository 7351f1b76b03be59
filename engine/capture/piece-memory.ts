/** Texts that are remembered at most, twice. */
const MOST_TEXTS = 256;
/** Longer ones are not: what is remembered stays in memory. */
const MOST_LENGTH = 8 * 1024;

/** In place of a piece's id: the text is to be written where it belongs. */
export const NO_PIECE = 0;

interface Known {
  readonly before: string;
  readonly behind: string;
  readonly id: number;
}

/**
 * Which texts of a capture stand in its table `piece`, and under which id. A text goes there when it comes a second time; one
 * that has not come for long is forgotten, and would be a piece of its own again.
 */
export class PieceMemory {
  #last: number;
  readonly #onPiece: (id: number, text: string) => void;
  /** By the part of them that differs most. A text that came once has NO_PIECE. */
  #recent = new Map<string, Known>();
  #earlier = new Map<string, Known>();

  /** `last`: highest id in the file. `onPiece`: this text is a piece from now on, and must be written before what names it. */
  constructor(last: number, onPiece: (id: number, text: string) => void) {
    this.#last = last;
    this.#onPiece = onPiece;
  }

  /**
   * The id of this text, or NO_PIECE. `atOnce`: it is known to come again. A text may come in three parts: put together it would
   * have to be copied and summed each time.
   */
  idOf(text: string, atOnce = false, before = '', behind = ''): number {
    const isRecent = this.#recent.get(text);
    const known = isRecent ?? this.#earlier.get(text);
    const isSame = known !== undefined && known.before === before && known.behind === behind;
    if (isSame && known.id !== NO_PIECE) {
      if (!isRecent) this.#remember(text, known);
      return known.id;
    }
    if (before.length + text.length + behind.length > MOST_LENGTH) return NO_PIECE;
    if (!isSame && !atOnce) {
      this.#remember(text, { before, behind, id: NO_PIECE });
      return NO_PIECE;
    }
    this.#last += 1;
    this.#remember(text, { before, behind, id: this.#last });
    this.#onPiece(this.#last, before + text + behind);
    return this.#last;
  }

  /** Something was not written: nobody knows which pieces the file has. */
  forget(): void {
    this.#recent.clear();
    this.#earlier.clear();
  }

  #remember(text: string, known: Known): void {
    if (this.#recent.size >= MOST_TEXTS) {
      this.#earlier = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(text, known);
  }
}
