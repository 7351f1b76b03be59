import type { JsonValue } from '../../shared/model/draft.ts';
import { faultInWords, namedFault } from './json-fault.ts';
import { JsonScan, type JsonKind } from './json-scan.ts';
import { KeptChunks } from './kept-chunks.ts';

/**
 * How much of a member is needed to judge a message: all of its value; or the members named, if it is an
 * object; where neither helps a value of the same kind will do.
 */
type Wanted = 'whole' | 'kind' | Readonly<Record<string, 'whole' | 'scalar'>>;

/** What `classifyJsonRpc` and the facts of an answer look at. */
const WANTED: ReadonlyMap<string, Wanted> = new Map<string, Wanted>([
  ['jsonrpc', 'whole'],
  ['id', 'whole'],
  ['method', 'whole'],
  ['params', 'kind'],
  ['result', { resultType: 'scalar', isError: 'scalar' }],
  ['error', { code: 'whole', message: 'whole' }],
]);
/** The longest of those names with each character written as `\u0041`, and quotes. */
const LONGEST_NAME_BYTES = 10 * 6 + 2;
/** Bytes in which the first of anything shown can be found. */
const START_BYTES = 1024;
const LONGEST_CHARACTER_BYTES = 4;

const SAMPLES: Readonly<Record<JsonKind, JsonValue>> = {
  object: {},
  array: [],
  string: '',
  number: 0,
  boolean: false,
  null: null,
};

/** A message as far as a judgement needs it, or why it is not JSON. */
export type ScannedMessage = { readonly value: JsonValue } | { readonly broken: string };

/**
 * Reads one JSON-RPC message as its bytes arrive, and keeps only what tells which message it is: so a large one
 * costs little memory, and no long stop at its end. Bytes are kept as given until they are read: do not change
 * them.
 */
export class MessageScan {
  readonly #scan = new JsonScan({
    name: (start, end, depth) => {
      this.#name(start, end, depth);
    },
    begin: (kind, start, depth) => {
      this.#begin(kind, start, depth);
    },
    end: (kind, start, end, depth) => {
      this.#end(kind, start, end, depth);
    },
  });
  readonly #chunks = new KeptChunks();
  #length = 0;
  #start = Buffer.alloc(0);
  #root: JsonValue = null;
  /** The members of the root that are wanted, if it is an object. */
  #members: Record<string, JsonValue> | undefined;
  /** The members of the member that is being read, if it is an object of which some are wanted. */
  #inner: Record<string, JsonValue> | undefined;
  /** The wanted member that is being read, at either depth. */
  #outerName: string | undefined;
  #innerName: string | undefined;
  /** Where a structure begins of which all is wanted. */
  #wholeFrom: number | undefined;

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  /** The first bytes, as text: at least 240 characters of it where there are so many. */
  get startText(): string {
    return this.#start.toString('utf8');
  }

  push(bytes: Uint8Array): void {
    if (this.#start.length < START_BYTES) {
      this.#start = Buffer.concat([this.#start, bytes.subarray(0, START_BYTES - this.#start.length)]);
    }
    this.#length += bytes.length;
    const fault = this.#scan.fault?.byteOffset;
    // Of a text that is broken only the character at the fault is still asked for.
    if (fault !== undefined && this.#chunks.length >= fault + LONGEST_CHARACTER_BYTES) return;
    this.#chunks.push(bytes);
    this.#scan.push(bytes);
    const from = this.#scan.fault?.byteOffset ?? this.#scan.pendingFrom;
    this.#chunks.dropBefore(Math.min(from, this.#wholeFrom ?? Infinity));
  }

  /** No more bytes come. */
  end(): ScannedMessage {
    this.#scan.end();
    const { fault, empty } = this.#scan;
    if (fault === undefined) return { value: this.#root };
    if (empty) return { broken: 'it is empty' };
    const character = this.#chunks
      .text(fault.byteOffset, fault.byteOffset + LONGEST_CHARACTER_BYTES)
      .codePointAt(0);
    return { broken: faultInWords(namedFault(fault, character)) };
  }

  #name(start: number, end: number, depth: number): void {
    if (depth === 1) this.#outerName = this.#wantedName(start, end, (name) => WANTED.has(name));
    else if (this.#inner === undefined) this.#innerName = undefined;
    else this.#innerName = this.#wantedName(start, end, (name) => this.#innerWanted(name) !== undefined);
  }

  #wantedName(start: number, end: number, isWanted: (name: string) => boolean): string | undefined {
    if (end - start > LONGEST_NAME_BYTES) return undefined;
    const name = JSON.parse(this.#chunks.text(start, end)) as string;
    return isWanted(name) ? name : undefined;
  }

  #innerWanted(name: string): 'whole' | 'scalar' | undefined {
    const wanted = WANTED.get(this.#outerName ?? '');
    if (typeof wanted !== 'object' || !Object.hasOwn(wanted, name)) return undefined;
    return wanted[name];
  }

  #begin(kind: JsonKind, start: number, depth: number): void {
    const isStructure = kind === 'object' || kind === 'array';
    if (depth === 0) {
      if (kind === 'object') this.#members = {};
      this.#root = this.#members ?? SAMPLES[kind];
    } else if (depth === 1) {
      const wanted = WANTED.get(this.#outerName ?? '');
      this.#inner = typeof wanted === 'object' && kind === 'object' ? {} : undefined;
      if (wanted === 'whole' && isStructure) this.#wholeFrom ??= start;
    } else if (isStructure && this.#inner !== undefined && this.#innerName !== undefined) {
      if (this.#innerWanted(this.#innerName) === 'whole') this.#wholeFrom ??= start;
    }
  }

  #end(kind: JsonKind, start: number, end: number, depth: number): void {
    if (depth === 1) {
      if (this.#members !== undefined && this.#outerName !== undefined) {
        const whole = WANTED.get(this.#outerName) === 'whole';
        this.#members[this.#outerName] = this.#inner ?? this.#value(kind, start, end, whole);
      }
      if (this.#wholeFrom === start) this.#wholeFrom = undefined;
      this.#inner = undefined;
    } else if (depth === 2) {
      if (this.#inner !== undefined && this.#innerName !== undefined) {
        const whole =
          this.#innerWanted(this.#innerName) === 'whole' || (kind !== 'object' && kind !== 'array');
        this.#inner[this.#innerName] = this.#value(kind, start, end, whole);
      }
      if (this.#wholeFrom === start) this.#wholeFrom = undefined;
    }
  }

  #value(kind: JsonKind, start: number, end: number, whole: boolean): JsonValue {
    return whole ? (JSON.parse(this.#chunks.text(start, end)) as JsonValue) : SAMPLES[kind];
  }
}
