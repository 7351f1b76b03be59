import type { ExchangeStart } from '../recorder.ts';
import type { RedactionTask } from './redaction-task.ts';

/** What is replaced, from here on. */
export type LiveTask = Pick<RedactionTask, 'rules' | 'known'>;

/** Where bytes stand in a batch's; -1: they are the ones that were given. */
export type Place = number;

export const AS_GIVEN: Place = -1;

/** A side of an answer. */
export type Side = 'wire' | 'body';

export type OutputKind = 'stderr' | 'stray' | 'line';

/** Texts of a request. `head`: JSON of what stands beside its body. */
export interface SentTexts {
  readonly head: string;
  readonly body: Uint8Array;
  readonly instanceName: string;
  readonly method: string;
  readonly name: string;
}

/**
 * What was told of an exchange, on its way to the thread that redacts. Tuples, as thousands of small objects with names cost more
 * to hand over than they say. `slot`: the exchange, while it is open.
 */
export type Told =
  | readonly [kind: 'task', task: LiveTask]
  | readonly [
      kind: 'begin',
      slot: number,
      number: number,
      framing: ExchangeStart['framing'] | null,
      head: string,
      instanceName: string,
      method: string,
      name: string,
      place: Place,
      length: number,
    ]
  | readonly [kind: 'request', slot: number, atMs: number, place: Place, length: number]
  /** JSON, as for the others. */
  | readonly [kind: 'head', slot: number, head: string]
  | readonly [kind: Side, slot: number, place: Place, length: number]
  | readonly [kind: 'output', slot: number, output: OutputKind, method: string, place: Place, length: number]
  /** A pair of message and pointer. */
  | readonly [kind: 'finding', slot: number, texts: string]
  | readonly [kind: 'gateway', slot: number, part: string]
  /** The rest of the answer does not come; why, in a sentence. */
  | readonly [kind: 'giveUp', slot: number, message: string]
  /** `end`: empty where nothing in it can be a secret. */
  | readonly [kind: 'end', slot: number, end: string, isCut: boolean, isDecoded: boolean]
  /** It has not ended, and nothing more comes. */
  | readonly [kind: 'lose', number: number]
  /** What was replaced so far: answered as `json`. */
  | readonly [kind: 'counts', id: number]
  /** `id` 0: the thread that asks waits for it. */
  | readonly [kind: 'json', id: number, text: string];

/** What comes back, in the order in which it is to be recorded. An empty text is the one that was given. */
export type Redacted =
  | readonly [
      kind: 'begin',
      slot: number,
      replaced: number,
      head: string,
      instanceName: string,
      method: string,
      name: string,
      place: Place,
      length: number,
    ]
  | readonly [kind: 'request', slot: number, atMs: number, place: Place, length: number]
  | readonly [kind: 'head', slot: number, head: string]
  | readonly [kind: Side, slot: number, place: Place, length: number]
  | readonly [kind: 'output', slot: number, method: string, place: Place, length: number]
  | readonly [kind: 'finding', slot: number, texts: string]
  | readonly [kind: 'gateway', slot: number, part: string]
  | readonly [kind: 'replaced', slot: number, count: number]
  | readonly [kind: 'giveUp', slot: number, message: string]
  | readonly [kind: 'end', slot: number, end: string]
  | readonly [kind: 'lose', number: number]
  | readonly [kind: 'json', id: number, text: string];

export interface Batch<T> {
  readonly id: number;
  readonly list: readonly T[];
  /** Handed over. */
  readonly bytes: ArrayBuffer;
}

const FIRST_SIZE = 16 * 1024;

/** Collects what goes to the other thread. Copies every byte. */
export class BatchWriter<T> {
  #list: T[] = [];
  #bytes = Buffer.from(new ArrayBuffer(FIRST_SIZE));
  #used = 0;

  get size(): number {
    return this.#list.length;
  }

  /** Bytes so far. */
  get weight(): number {
    return this.#used;
  }

  add(item: T): void {
    this.#list.push(item);
  }

  /** Answers where they stand. */
  put(bytes: Uint8Array): Place {
    const at = this.#used;
    const needed = at + bytes.length;
    if (needed > this.#bytes.length) {
      const larger = Buffer.from(new ArrayBuffer(Math.max(needed, this.#bytes.length * 2)));
      larger.set(this.#bytes.subarray(0, at));
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, at);
    this.#used = needed;
    return at;
  }

  /** All of it; nothing is collected then. */
  take(id: number): Batch<T> {
    const batch = { id, list: this.#list, bytes: this.#bytes.buffer.slice(0, this.#used) };
    this.#list = [];
    this.#used = 0;
    if (this.#bytes.length > FIRST_SIZE * 16) this.#bytes = Buffer.from(new ArrayBuffer(FIRST_SIZE));
    return batch;
  }
}
