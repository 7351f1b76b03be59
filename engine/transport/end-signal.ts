/** As much of an AbortSignal as an exchange needs, which is one. */
export interface EndSignal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: true }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/**
 * Ends one exchange. An AbortController with its signal and its table of listeners costs as much as many other things that a request
 * needs; here mostly one listener comes and goes.
 */
export class EndControl implements EndSignal {
  #listeners: readonly (() => void)[] = NONE;
  #aborted = false;
  #reason: unknown;

  get aborted(): boolean {
    return this.#aborted;
  }

  get reason(): unknown {
    return this.#reason;
  }

  addEventListener(_type: 'abort', listener: () => void): void {
    if (!this.#aborted) this.#listeners = [...this.#listeners, listener];
  }

  removeEventListener(_type: 'abort', listener: () => void): void {
    if (this.#listeners === NONE) return;
    const left = this.#listeners.filter((one) => one !== listener);
    this.#listeners = left.length === 0 ? NONE : left;
  }

  /** Once: what is said later changes nothing. Each listener is called once. */
  abort(reason?: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    const listeners = this.#listeners;
    this.#listeners = NONE;
    for (const listener of listeners) listener();
  }
}

const NONE: readonly (() => void)[] = [];
