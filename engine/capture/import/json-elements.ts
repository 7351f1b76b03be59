import {
  JsonScan,
  type JsonKind,
  type JsonScanFault,
  type JsonScanListener,
} from '../../protocol/json-scan.ts';

/** One element of the array, or a member of an object on the way there. */
export type JsonPart =
  | { readonly kind: 'element'; readonly index: number; readonly bytes: Buffer }
  /** Longer than the limit: its bytes were not kept. */
  | { readonly kind: 'too-long'; readonly index: number; readonly length: number }
  /** Without its bytes where it is longer than LONGEST_MEMBER. */
  | { readonly kind: 'member'; readonly name: string; readonly bytes: Buffer | undefined };

export interface JsonElementsOptions {
  /** Names that lead to the array: `['log', 'entries']`; empty where the whole text is one. */
  readonly path: readonly string[];
  /** The other members of the object around the array are wanted, too. */
  readonly members?: 'all';
  /** Longest element that is kept, in bytes. */
  readonly limit: number;
}

/** Members are names of programs, pages and the like. */
const LONGEST_MEMBER = 64 * 1024;

type Told =
  | { readonly kind: 'name'; readonly start: number; readonly end: number; readonly depth: number }
  | { readonly kind: 'begin'; readonly json: JsonKind; readonly start: number; readonly depth: number }
  | { readonly kind: 'end'; readonly start: number; readonly end: number; readonly depth: number };

/**
 * Cuts the elements out of a JSON array, wherever it stands in a text of any length: no more of it is kept in memory than
 * the element that is being read.
 */
export class JsonElements {
  readonly #options: JsonElementsOptions;
  readonly #scan: JsonScan;
  #told: Told[] = [];
  /** Bytes that may still be needed, from #keptFrom on without a hole. */
  #kept: Buffer[] = [];
  #keptFrom = 0;
  #position = 0;
  /** Name of the member that is being read, by depth of the object. */
  readonly #names: (string | undefined)[] = [];
  #inArray = false;
  #found = false;
  #index = 0;
  /** Where what is being cut out begins. */
  #cutFrom: number | undefined;
  #dropped = false;

  constructor(options: JsonElementsOptions) {
    this.#options = options;
    const listener: JsonScanListener = {
      name: (start, end, depth) => this.#told.push({ kind: 'name', start, end, depth }),
      begin: (json, start, depth) => this.#told.push({ kind: 'begin', json, start, depth }),
      end: (_json, start, end, depth) => this.#told.push({ kind: 'end', start, end, depth }),
    };
    this.#scan = new JsonScan(listener, options.path.length + 1);
  }

  /** Known as soon as it was met; no part comes after it. */
  get fault(): JsonScanFault | undefined {
    return this.#scan.fault;
  }

  /** Whether the array was met. */
  get found(): boolean {
    return this.#found;
  }

  /** The parts that are complete with these bytes. */
  push(bytes: Buffer): JsonPart[] {
    this.#kept.push(bytes);
    this.#scan.push(bytes);
    this.#position += bytes.length;
    const parts: JsonPart[] = [];
    for (const told of this.#told) this.#hear(told, parts);
    this.#told = [];
    this.#forget();
    return parts;
  }

  /** No more bytes come. */
  end(): JsonPart[] {
    this.#scan.end();
    const parts: JsonPart[] = [];
    for (const told of this.#told) this.#hear(told, parts);
    return parts;
  }

  #hear(told: Told, parts: JsonPart[]): void {
    const { path } = this.#options;
    if (told.kind === 'name') {
      this.#names[told.depth] = nameOf(this.#slice(told.start, told.end));
      return;
    }
    const elements = path.length + 1;
    if (told.kind === 'begin') {
      if (told.depth === path.length && this.#isAt(path.length)) {
        this.#inArray = told.json === 'array';
        this.#found ||= this.#inArray;
      } else if (this.#inArray && told.depth === elements) this.#cutFrom = told.start;
      else if (this.#isMember(told.depth)) this.#cutFrom = told.start;
      return;
    }
    if (this.#inArray && told.depth === elements) parts.push(this.#element(told));
    else if (this.#inArray && told.depth === path.length) this.#inArray = false;
    else if (this.#isMember(told.depth)) {
      const isLong = this.#dropped || told.end - told.start > LONGEST_MEMBER;
      const bytes = isLong ? undefined : this.#slice(told.start, told.end);
      parts.push({ kind: 'member', name: this.#names[told.depth] ?? '', bytes });
      this.#cut();
    }
  }

  #element(told: { readonly start: number; readonly end: number }): JsonPart {
    const index = this.#index;
    this.#index += 1;
    const length = told.end - told.start;
    const part: JsonPart =
      this.#dropped || length > this.#options.limit
        ? { kind: 'too-long', index, length }
        : { kind: 'element', index, bytes: this.#slice(told.start, told.end) };
    this.#cut();
    return part;
  }

  #cut(): void {
    this.#cutFrom = undefined;
    this.#dropped = false;
  }

  /** Whether the names down to this depth are the path's. */
  #isAt(depth: number): boolean {
    return this.#options.path.slice(0, depth).every((name, at) => this.#names[at + 1] === name);
  }

  #isMember(depth: number): boolean {
    const { path, members } = this.#options;
    if (!members || this.#inArray || depth !== path.length || path.length === 0) return false;
    return this.#isAt(path.length - 1) && this.#names[depth] !== path.at(-1);
  }

  #slice(start: number, end: number): Buffer {
    let from = this.#keptFrom;
    const pieces: Buffer[] = [];
    for (const piece of this.#kept) {
      const to = from + piece.length;
      if (to > start && from < end) pieces.push(piece.subarray(Math.max(0, start - from), end - from));
      from = to;
    }
    return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
  }

  /** Lets go of what is not needed any more. */
  #forget(): void {
    const limit = this.#inArray ? this.#options.limit : LONGEST_MEMBER;
    if (this.#cutFrom !== undefined && this.#position - this.#cutFrom > limit) this.#dropped = true;
    const cutFrom = this.#dropped ? undefined : this.#cutFrom;
    const needed = Math.min(cutFrom ?? this.#position, this.#pendingName());
    while (this.#kept[0] && this.#keptFrom + this.#kept[0].length <= needed) {
      this.#keptFrom += this.#kept[0].length;
      this.#kept.shift();
    }
  }

  /** A name that is not complete is needed from its start on; within elements none is. */
  #pendingName(): number {
    if (this.#inArray) return this.#position;
    const from = Math.min(this.#scan.pendingFrom, this.#position);
    // A string without end is no name that leads anywhere.
    return this.#position - from > LONGEST_MEMBER ? this.#position : from;
  }
}

function nameOf(quoted: Buffer): string | undefined {
  try {
    const name: unknown = JSON.parse(quoted.toString('utf8'));
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
