import { asBuffer } from '../../as-buffer.ts';
import type { LiveRedactor } from './live-redactor.ts';
import type { OutputKind } from './redaction-batch.ts';

interface Output {
  readonly kind: OutputKind;
  readonly bytes: Uint8Array;
  /** Of the message that it is; else empty. */
  readonly method: string;
}

interface OutputSink {
  /** So many bytes of output may be recorded: as they were given, or as these. */
  output(method: string, length: number, news: Buffer | undefined): void;
  replaced(count: number): void;
}

/** A private key is not longer. */
const MOST_LINES = 256;
const MOST_BYTES = 32 * 1024;
const KEY_BEGINS = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/;
const KEY_ENDS = /-----END [A-Z ]{0,30}PRIVATE KEY-----/;

/**
 * What a process writes beside its answers, a line a time. A private key goes over many lines, and a line may come in two parts:
 * these are held back until they are whole.
 */
export class HeldOutput {
  readonly #number: number;
  readonly #live: LiveRedactor;
  readonly #sink: OutputSink;
  #held: Output[] = [];
  #text = '';

  constructor(number: number, live: LiveRedactor, sink: OutputSink) {
    this.#number = number;
    this.#live = live;
    this.#sink = sink;
  }

  add(output: Output): void {
    if (output.kind !== this.#held.at(-1)?.kind) this.end();
    this.#held.push(output);
    this.#text += asBuffer(output.bytes).toString('latin1');
    if (!this.#isWaiting()) this.end();
  }

  /** Hands on all that is held. */
  end(): void {
    if (this.#held.length === 0) return;
    const held = this.#held;
    const old = this.#text;
    this.#held = [];
    this.#text = '';
    // A key that did not end is one all the same.
    const isCut = KEY_BEGINS.test(old) && !KEY_ENDS.test(old.slice(old.search(KEY_BEGINS)));
    const { texts, replaced } = this.#live.texts(this.#number, { body: isCut ? withoutKey(old) : old });
    let from = 0;
    for (const { bytes, method } of held) {
      const to = from + bytes.length;
      const now = texts.body.slice(from, to);
      const same = now === old.slice(from, to);
      const told = method === '' ? '' : this.#live.line(method);
      this.#sink.output(told, bytes.length, same ? undefined : Buffer.from(now, 'latin1'));
      from = to;
    }
    if (replaced > 0 || isCut) this.#sink.replaced(Math.max(1, replaced));
  }

  #isWaiting(): boolean {
    if (this.#held.at(-1)?.kind !== 'stderr') return false;
    if (this.#held.length >= MOST_LINES || this.#text.length >= MOST_BYTES) return false;
    const begins = this.#text.search(KEY_BEGINS);
    if (begins >= 0 && !KEY_ENDS.test(this.#text.slice(begins))) return true;
    return !this.#text.endsWith('\n');
  }
}

/** Lines of Base64 behind the line with which a key begins. */
function withoutKey(text: string): string {
  const begins = text.search(KEY_BEGINS);
  const behind = text.indexOf('-----', begins + '-----BEGIN'.length) + '-----'.length;
  return (
    text.slice(0, behind) +
    text.slice(behind).replace(/[A-Za-z0-9+/=]{16,}/g, (line) => 'x'.repeat(line.length))
  );
}
