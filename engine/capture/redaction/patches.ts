import type { TextView } from './text-view.ts';

interface Patch {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Where the spaces go that make up for a shorter text. */
  readonly spacesAt: number;
  /** Told when it is made. */
  readonly made: (() => void) | undefined;
}

/** Changes to one text that keep its length. */
export class Patches {
  readonly #patches: Patch[] = [];

  get empty(): boolean {
    return this.#patches.length === 0;
  }

  /**
   * Puts `text` where the view's characters from `from` to `to` stand. `text` is not longer than those, decoded, are; where
   * they take more room, percent signs or spaces behind the JSON string make up for it.
   */
  put(view: TextView, from: number, to: number, text: string, made?: () => void): void {
    const start = view.outer(from);
    const end = view.outer(to);
    const missing = end - start - text.length;
    const spaced = view.spacesAt !== undefined && view.spacesAt >= end && missing > 0;
    const spacesAt = spaced ? view.spacesAt : end;
    this.#patches.push({ from: start, to: end, spacesAt, made, text: fitting(view, text, missing, spaced) });
  }

  /** The text with all changes. Of those that overlap the first, and among those the longer one, counts. */
  apply(text: string): string {
    const parts: string[] = [];
    const spaces: { readonly at: number; readonly count: number }[] = [];
    let done = 0;
    const copyTo = (end: number): void => {
      for (;;) {
        const index = spaces.findIndex(({ at }) => at <= end);
        const [next] = index < 0 ? [] : spaces.splice(index, 1);
        if (!next) break;
        parts.push(text.slice(done, next.at), ' '.repeat(next.count));
        done = next.at;
      }
      parts.push(text.slice(done, end));
      done = end;
    };
    for (const patch of this.#inOrder()) {
      copyTo(patch.from);
      parts.push(patch.text);
      patch.made?.();
      done = patch.to;
      const count = patch.to - patch.from - patch.text.length;
      if (count > 0) {
        spaces.push({ at: patch.spacesAt, count });
        spaces.sort((one, other) => one.at - other.at);
      }
    }
    copyTo(text.length);
    return parts.join('');
  }

  #inOrder(): Patch[] {
    const sorted = this.#patches.sort((one, other) => one.from - other.from || other.to - one.to);
    const kept: Patch[] = [];
    let end = 0;
    for (const patch of sorted) {
      if (patch.from >= end) kept.push(patch);
      else if (patch.to > end) {
        // Two secrets overlap: nothing of either may remain.
        kept.push({ ...patch, from: end, text: '~'.repeat(patch.to - end), spacesAt: patch.to });
      }
      end = Math.max(end, patch.to);
    }
    return kept;
  }
}

/** `missing`: how much shorter the text is than what it replaces. */
function fitting(view: TextView, text: string, missing: number, spaced: boolean): string {
  if (missing === 0) return text;
  if (view.percent && missing > 0 && missing % 2 === 0 && missing / 2 <= text.length)
    return percentEncoded(text, missing / 2);
  return spaced ? text : text.slice(0, text.length + missing).padEnd(text.length + missing, '~');
}

function percentEncoded(text: string, count: number): string {
  const encoded = Array.from(
    text.slice(0, count),
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return encoded.join('') + text.slice(count);
}
