import { readLeaves, type LeafListener } from './json-leaves.ts';
import { isWorthHiding } from './secret-names.ts';
import type { TextView } from './text-view.ts';
import { walkAddress, walkTarget } from './walk-address.ts';
import { walkHeader } from './walk-headers.ts';
import { walkNamed, type Walk } from './walk.ts';

/** Members that mean nothing to whoever gets them: https://modelcontextprotocol.io/specification/2026-07-28/server/utilities/pagination */
const OPAQUE: ReadonlySet<string> = new Set(['requestState', 'cursor', 'nextCursor', 'progressToken']);
/** Members that hold a JSON Schema, in which a name is no name of a value. */
const SCHEMAS: ReadonlySet<string> = new Set([
  'inputSchema',
  'outputSchema',
  'requestedSchema',
  'toolSchema',
  '$defs',
]);
/** Members of Hopscope's own columns that hold header lines, as pairs. */
const HEADER_LISTS: ReadonlySet<string> = new Set(['headers', 'trailers']);
const NAMING: ReadonlySet<string> = new Set(['name', 'key', 'header']);
/** Members that may hold a file in Base64. */
const FILES: ReadonlySet<string> = new Set(['blob', 'data']);

const LEAST_BASE64 = 24;

interface Frame {
  readonly isObject: boolean;
  /** Within a schema. */
  readonly schema: boolean;
  /** Of an array: the name of the member that it is, where that is one. */
  readonly arrayOf: string | undefined;
  /** A list of header lines, or one of them. */
  readonly headers: 'list' | 'line' | undefined;
  /** Of an object: the member that is being read. */
  member: string;
  /** Of an array: elements so far. */
  index: number;
  /** What `name` says in `{name, value}`, or the first of two in a header line. */
  naming: string | undefined;
  value: TextView | undefined;
}

/** What a walk through JSON found beside the secrets. */
export interface JsonRead {
  /** Where it is no JSON any more. */
  readonly stopped: number;
  /** Ranges of values that are opaque. */
  readonly opaque: readonly (readonly [from: number, to: number])[];
}

/**
 * Tells of the secrets by place in JSON. Strings with escapes are scanned without them; the text as it stands is not.
 * `own`: it is a column of a capture, whose header lines and addresses are known as such.
 */
export function walkJson(walk: Walk, view: TextView, own = false): JsonRead {
  const leaves = new JsonWalk(walk, view, own);
  const stopped = readLeaves(view.text, 0, leaves);
  return { stopped, opaque: leaves.opaque };
}

class JsonWalk implements LeafListener {
  readonly opaque: (readonly [number, number])[] = [];
  readonly #walk: Walk;
  readonly #view: TextView;
  readonly #own: boolean;
  readonly #frames: Frame[] = [];
  readonly #names = new Map<string, string>();

  constructor(walk: Walk, view: TextView, own: boolean) {
    this.#walk = walk;
    this.#view = view;
    this.#own = own;
  }

  enter(isObject: boolean): void {
    const around = this.#frames.at(-1);
    const name = this.#memberOf(around);
    if (around && !around.isObject) around.index += 1;
    this.#frames.push({
      isObject,
      schema: around?.schema === true || (name !== undefined && SCHEMAS.has(name)),
      arrayOf: isObject || around?.isObject !== true ? undefined : name,
      headers: this.#own && !isObject ? headersOf(around, name) : undefined,
      member: '',
      index: 0,
      naming: undefined,
      value: undefined,
    });
  }

  leave(): void {
    const frame = this.#frames.pop();
    if (frame?.naming === undefined || !frame.value) return;
    if (this.#own) walkHeader(this.#walk, frame.naming, frame.value);
    else if (!frame.schema) {
      const { naming, value } = frame;
      const place = (): string => `${this.#walk.where} ${naming}`;
      walkNamed(this.#walk, naming, 'member', value, [0, value.text.length], place);
    }
  }

  name(from: number, to: number): void {
    const frame = this.#frames.at(-1);
    if (frame) frame.member = this.#nameOf(from, to);
  }

  string(from: number, to: number): void {
    const frame = this.#frames.at(-1);
    const name = this.#memberOf(frame);
    const literal = this.#view.literal(from, to);
    this.#leaf(frame, name, literal, from, to);
    if (frame && !frame.isObject) frame.index += 1;
    // Without its escapes it is another text.
    if (literal.text.length !== to - from - 2) {
      const opaque = name !== undefined && OPAQUE.has(name) ? ([[0, literal.text.length]] as const) : [];
      this.#walk.sink.scan(literal, this.#place(name), { opaque });
    }
  }

  #leaf(
    frame: Frame | undefined,
    name: string | undefined,
    literal: TextView,
    from: number,
    to: number,
  ): void {
    if (name !== undefined && OPAQUE.has(name)) {
      this.opaque.push([from, to]);
      return;
    }
    if (frame?.headers === 'line') {
      if (frame.index === 0) frame.naming = literal.text;
      else if (frame.index === 1) frame.value = literal;
      return;
    }
    if (frame?.isObject && name !== undefined) {
      if (NAMING.has(name)) frame.naming = literal.text;
      else if (name === 'value') frame.value = literal;
    }
    if (this.#byPath(literal, 0, literal.text.length, name)) return;
    if (frame?.schema) return;
    const range = [0, literal.text.length] as const;
    if (name !== undefined && this.#named(name, literal, range)) return;
    this.#walk.sink.whole(literal, this.#place(name));
    if (this.#own && name === 'target') walkTarget(this.#walk, literal, 0, literal.text.length);
    else if (this.#own && name === 'url' && literal.text.includes('://'))
      walkAddress(this.#walk, literal, 0, literal.text.length);
    else if (mayBeBase64(name, literal.text) && this.#file(literal)) return;
    else this.#walk.inner(this.#walk, literal);
  }

  number(from: number, to: number): void {
    const frame = this.#frames.at(-1);
    const name = this.#memberOf(frame);
    const view = this.#view.part(from, to);
    if (frame && !frame.isObject) frame.index += 1;
    if (name !== undefined && OPAQUE.has(name)) return;
    if (this.#byPath(view, 0, to - from, name) || frame?.schema) return;
    if (name !== undefined && frame?.isObject) {
      const named = this.#walk.rules.named(name, 'member');
      // Counts of tokens, lengths of passwords: three digits open nothing.
      if (named === 'kept') return;
      if (named && (named.kind === 'rule' || to - from > 3) && isWorthHiding(view.text, named)) {
        this.#walk.sink.secret(view, 0, to - from, named.kind, this.#place(name));
        return;
      }
    }
    this.#walk.sink.whole(view, this.#place(name));
  }

  /** Authorization within JSON has a scheme, as the header has. */
  #named(name: string, literal: TextView, range: readonly [number, number]): boolean {
    const named = this.#walk.rules.named(name, 'member');
    const schemed = /^(?:proxy-?)?authorization$/i.test(name) && /^[A-Za-z][\w-]* +\S/.test(literal.text);
    if (named && named !== 'kept' && named.kind !== 'rule' && schemed) {
      walkHeader({ ...this.#walk }, 'Authorization', literal);
      return true;
    }
    return walkNamed(this.#walk, name, 'member', literal, range, this.#place(name));
  }

  #byPath(view: TextView, from: number, to: number, name: string | undefined): boolean {
    const { rules, sink, depth } = this.#walk;
    if (!rules.byPath || depth > 0 || this.#own) return false;
    const named = rules.atPath(this.#steps());
    if (named === undefined) return false;
    if (named !== 'kept' && to > from) sink.secret(view, from, to, named.kind, this.#place(name));
    return true;
  }

  /** A file in Base64 that is a text. Answers whether it was one. */
  #file(literal: TextView): boolean {
    const { text } = literal;
    if (text.length < 12 || text.length > 64_000_000 || !/^[\w+/=-]+$/.test(text.slice(0, 4096)))
      return false;
    const start = Buffer.from(text.slice(0, 256), 'base64').toString('latin1');
    if (/[^\t\r\n\u0020-\u007e\u0080-\u00ff]/.test(start)) return false;
    const alphabet = /[-_]/.test(text) ? 'base64url' : 'base64';
    const isPadded = text.endsWith('=') || alphabet === 'base64';
    const encode = (decoded: string): string => {
      const encoded = Buffer.from(decoded, 'latin1').toString(alphabet);
      return isPadded ? encoded.padEnd(Math.ceil(encoded.length / 4) * 4, '=') : encoded;
    };
    const decoded = Buffer.from(text, 'base64').toString('latin1');
    if (encode(decoded) !== text) return false;
    const walk = this.#walk;
    walk.sink.recoded(literal, 0, text.length, decoded, encode, (inner, sink) => {
      walk.inner({ ...walk, sink, depth: walk.depth + 1 }, inner);
      sink.scan(inner, () => walk.where);
    });
    return true;
  }

  /** The member that a leaf or a structure directly within this frame belongs to. */
  #memberOf(frame: Frame | undefined): string | undefined {
    return frame?.isObject ? frame.member : frame?.arrayOf;
  }

  #nameOf(from: number, to: number): string {
    const raw = this.#view.text.slice(from + 1, to - 1);
    if (!raw.includes('\\')) return raw;
    let name = this.#names.get(raw);
    if (name === undefined) this.#names.set(raw, (name = this.#view.literal(from, to).text));
    return name;
  }

  #place(name: string | undefined): () => string {
    if (this.#walk.depth > 0) return () => `${this.#walk.where}, within a text: ${name ?? 'a value'}`;
    return () => `${this.#walk.where} /${this.#steps().join('/')}`;
  }

  #steps(): string[] {
    const last = this.#frames.length - 1;
    // A structure is counted when it begins, a leaf behind it.
    return this.#frames.map(({ isObject, member, index }, at) =>
      isObject ? member : String(at < last ? index - 1 : index),
    );
  }
}

/** A text of Base64 under another name is longer, padded, and without what only its other alphabet has. */
function mayBeBase64(name: string | undefined, text: string): boolean {
  if (name !== undefined && FILES.has(name)) return true;
  return text.length >= LEAST_BASE64 && text.length % 4 === 0 && /^[A-Za-z0-9+/]{20}/.test(text);
}

function headersOf(around: Frame | undefined, name: string | undefined): Frame['headers'] {
  if (around?.headers === 'list') return 'line';
  return around?.isObject && name !== undefined && HEADER_LISTS.has(name) ? 'list' : undefined;
}
