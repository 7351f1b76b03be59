import type { HeaderList, HeaderPair } from '../../shared/model/headers.ts';
import type { ResponseHead } from './exchange-sink.ts';

/** Why bytes are no HTTP/1.1: with the code that Node's own parser has for it, and a reason for a sentence. */
export class AnswerFault extends Error {
  readonly code: string;
  readonly reason: string;

  constructor(code: string, reason: string) {
    super(`Parse Error: ${reason}`);
    this.name = 'AnswerFault';
    this.code = code;
    this.reason = reason;
  }
}

/** Any three digits and any text, as Node has it: what of it can be passed on is for others to judge. */
const STATUS_LINE = /^HTTP\/1\.([01]) ([0-9]{3})(?: ([^\r\n]*))?$/;
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const NOT_IN_VALUE = /[^\t\x20-\x7e\x80-\xff]/;

export function fault(code: string, reason: string): AnswerFault {
  return new AnswerFault(code, reason);
}

/** How a body is framed, and whether the connection stays. */
export interface Framing {
  /** By its length, in chunks, or up to the end of the connection. */
  readonly by: 'length' | 'chunks' | 'close';
  /** Of a body with a length: how many bytes. */
  readonly length: number;
  readonly keepsAlive: boolean;
}

/** A head as it was read; without framing it is an interim one. */
export interface ReadHead {
  readonly head: ResponseHead;
  readonly framing: Framing | undefined;
}

const MOST_HEADS = 16;
const LONGEST_KEPT = 2_000;

/** The heads that were read last. A server that is asked much answers with the same few, which then are the same objects. */
export class HeadMemory {
  readonly #texts: string[] = [];
  readonly #read: ReadHead[] = [];
  #next = 0;

  /** Throws AnswerFault. `isHead`: it answers a HEAD. */
  read(text: string, isHead: boolean): ReadHead {
    if (isHead || text.length > LONGEST_KEPT) return readHead(text, isHead);
    const known = this.#read[this.#texts.indexOf(text)];
    if (known) return known;
    const read = readHead(text, false);
    this.#texts[this.#next] = text;
    this.#read[this.#next] = read;
    this.#next = (this.#next + 1) % MOST_HEADS;
    return read;
  }
}

function readHead(text: string, isHead: boolean): ReadHead {
  const lines = text.split('\r\n');
  const [, minor = '', digits = '', statusText = ''] =
    STATUS_LINE.exec(lines[0] ?? '') ?? refuseStart(lines[0] ?? '');
  const status = Number(digits);
  const headers = readLines(lines, 1);
  const isInterim = status >= 100 && status < 200 && status !== 101;
  return {
    head: { status, statusText, httpVersion: `1.${minor}`, headers },
    framing: isInterim ? undefined : framingOf(status, { isCurrent: minor === '1', isHead }, headers),
  };
}

/** How the body is framed (section 6.3), and whether the connection stays (section 9.3). */
function framingOf(
  status: number,
  { isCurrent, isHead }: { readonly isCurrent: boolean; readonly isHead: boolean },
  headers: HeaderList,
): Framing {
  let length: string | undefined;
  let coding: string | undefined;
  let closes = !isCurrent;
  for (const [name, value] of headers) {
    // Most names are none of these.
    if (name.length !== 14 && name.length !== 17 && name.length !== 10) continue;
    const key = name.toLowerCase();
    if (key === 'content-length') {
      if (length !== undefined)
        throw fault('HPE_UNEXPECTED_CONTENT_LENGTH', 'Content-Length already present');
      length = value;
    } else if (key === 'transfer-encoding') coding = coding === undefined ? value : `${coding},${value}`;
    else if (key === 'connection' && /(?:^|,)\s*close\s*(?:,|$)/i.test(value)) closes = true;
  }
  if (isHead || status === 101 || status === 204 || status === 304) {
    return { by: 'length', length: 0, keepsAlive: !closes };
  }
  if (coding !== undefined) {
    if (length !== undefined) {
      throw fault('HPE_INVALID_TRANSFER_ENCODING', 'Content-Length and Transfer-Encoding together');
    }
    const isChunked = /(?:^|,)\s*chunked\s*$/i.test(coding);
    return { by: isChunked ? 'chunks' : 'close', length: 0, keepsAlive: isChunked && !closes };
  }
  if (length === undefined) return { by: 'close', length: 0, keepsAlive: false };
  return { by: 'length', length: readLength(length), keepsAlive: !closes };
}

/** Header lines from this one on; throws where one is none. */
export function readLines(lines: readonly string[], from: number): HeaderPair[] {
  const pairs: HeaderPair[] = [];
  for (let index = from; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    if (colon < 1 || !NAME.test(name)) {
      const isFolded = line.startsWith(' ') || line.startsWith('\t');
      throw fault(
        'HPE_INVALID_HEADER_TOKEN',
        isFolded ? 'Unexpected whitespace after header value' : 'Invalid header token',
      );
    }
    const value = trimmed(line, colon + 1);
    if (NOT_IN_VALUE.test(value)) throw fault('HPE_INVALID_HEADER_TOKEN', 'Invalid header value char');
    pairs.push([name, value]);
  }
  return pairs;
}

/** Without the spaces and tabs around it; String.trim would take more than those. */
function trimmed(line: string, start: number): string {
  let from = start;
  let to = line.length;
  while (from < to && isBlank(line.charCodeAt(from))) from += 1;
  while (to > from && isBlank(line.charCodeAt(to - 1))) to -= 1;
  return line.slice(from, to);
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function readLength(value: string): number {
  if (!/^[0-9]+$/.test(value))
    throw fault('HPE_INVALID_CONTENT_LENGTH', 'Invalid character in Content-Length');
  const length = Number(value);
  if (!Number.isSafeInteger(length)) throw fault('HPE_INVALID_CONTENT_LENGTH', 'Content-Length overflow');
  return length;
}

function refuseStart(line: string): never {
  if (!line.startsWith('HTTP/')) throw fault('HPE_INVALID_CONSTANT', 'Expected HTTP/, RTSP/ or ICE/');
  if (!/^HTTP\/1\.[01] /.test(line)) throw fault('HPE_INVALID_VERSION', 'Invalid HTTP version');
  throw fault('HPE_INVALID_STATUS', 'Invalid status code');
}
