import { asBuffer } from '../../as-buffer.ts';
import type { ExchangeStart } from '../recorder.ts';
import { fromBytes, toBytes } from '../redaction/exchange-texts.ts';
import { chunkedSpans, endOfHeads, overlay, textOfSpans } from '../redaction/wire-texts.ts';
import type { LiveRedactor } from './live-redactor.ts';
import type { SentTexts } from './redaction-batch.ts';

const LAST_CHUNK = /(?:^|\n)0+\r\n(?:[^\r\n]+\r\n)*\r\n$/;

type Head = Pick<ExchangeStart, 'httpMethod' | 'target' | 'headers'>;

/** What of a request's texts is another one without its secrets; an empty text is as it was, and so is a member that `head` lacks. */
export interface RequestNews extends Omit<SentTexts, 'body'> {
  readonly body: Buffer | undefined;
  readonly replaced: number;
}

/** A request, of which head and body are known when it begins, and its wire bytes, which come then. */
export class HeldRequest {
  readonly news: RequestNews;
  readonly #number: number;
  readonly #live: LiveRedactor;
  readonly #oldHead: string;
  readonly #newHead: string;
  readonly #oldBody: string;
  readonly #newBody: string;
  #parts: { readonly length: number; readonly atMs: number }[] = [];
  #text = '';

  constructor(number: number, live: LiveRedactor, sent: SentTexts) {
    this.#number = number;
    this.#live = live;
    const head = toBytes(sent.head);
    const old = JSON.parse(sent.head) as Head;
    this.#oldHead = headOf(old);
    this.#oldBody = asBuffer(sent.body).toString('latin1');
    const { texts, replaced } = live.texts(number, {
      requestHead: head,
      requestBody: this.#oldBody,
      instanceName: toBytes(sent.instanceName),
      method: toBytes(sent.method),
      name: toBytes(sent.name),
    });
    this.#newBody = texts.requestBody;
    const now = texts.requestHead === head ? old : (JSON.parse(fromBytes(texts.requestHead)) as Head);
    this.#newHead = now === old ? this.#oldHead : headOf(now);
    this.news = {
      replaced,
      head: now === old ? '' : JSON.stringify(changedMembers(old, now)),
      body: this.#newBody === this.#oldBody ? undefined : Buffer.from(this.#newBody, 'latin1'),
      instanceName: changed(sent.instanceName, fromBytes(texts.instanceName)),
      method: changed(sent.method, fromBytes(texts.method)),
      name: changed(sent.name, fromBytes(texts.name)),
    };
  }

  bytes(bytes: Uint8Array, atMs: number): void {
    if (bytes.length === 0) return;
    this.#parts.push({ length: bytes.length, atMs });
    this.#text += asBuffer(bytes).toString('latin1');
  }

  /** Whether head and body have left. */
  get isWhole(): boolean {
    const start = this.#bodyStart();
    if (start === undefined) return false;
    if (isChunked(this.#text.slice(0, start))) return LAST_CHUNK.test(this.#text.slice(-1_000));
    return this.#text.length - start >= this.#oldBody.length;
  }

  /** Gives on what is there. */
  handOn(give: (bytes: Buffer, atMs: number) => void): void {
    if (this.#text === '') return;
    const text = this.#redacted();
    let from = 0;
    for (const { length, atMs } of this.#parts) {
      give(Buffer.from(text.slice(from, from + length), 'latin1'), atMs);
      from += length;
    }
    this.#parts = [];
    this.#text = '';
  }

  /** Undefined where the head has not ended. */
  #bodyStart(): number | undefined {
    if (!isHttp(this.#text)) return 0;
    const end = this.#text.indexOf('\r\n\r\n');
    return end < 0 ? undefined : end + 4;
  }

  #redactedHead(head: string): string {
    // Mostly it is what was said of it when it began.
    if (head === this.#oldHead) return this.#newHead;
    this.#live.learn(head);
    return this.#live.texts(this.#number, { request: head }).texts.request;
  }

  #redacted(): string {
    const start = isHttp(this.#text) ? endOfHeads(this.#text) : 0;
    const head = this.#text.slice(0, start);
    const payload = this.#text.slice(start);
    const newHead = this.#redactedHead(head);
    const spans = isChunked(head) ? chunkedSpans(payload, 0) : [{ from: 0, at: 0, length: payload.length }];
    const sent = textOfSpans(payload, spans);
    // What is not the body that is known, or goes beyond it, cannot be told apart from secrets.
    const known = sent.startsWith(this.#oldBody) || this.#oldBody.startsWith(sent) ? this.#newBody : '';
    const body = known.slice(0, sent.length).padEnd(sent.length, 'x');
    const gap = (text: string): string =>
      /^[0-9a-f\r\n]*$/i.test(text) ? text : text.replace(/[^\r\n]/g, 'x');
    // A line on stdio has a line feed that is no part of the message.
    if (sent === `${this.#oldBody}\n`) return newHead + `${this.#newBody}\n`;
    return newHead + overlay(payload, 0, spans, body, gap);
  }
}

/** Of one that is large mostly the headers alone are others. */
function changedMembers(old: Head, now: Head): Partial<Head> {
  const before = new Map<string, unknown>(Object.entries(old));
  const isOther = ([name, value]: [string, unknown]): boolean =>
    JSON.stringify(value) !== JSON.stringify(before.get(name));
  return Object.fromEntries(Object.entries(now).filter(isOther));
}

function changed(before: string, now: string): string {
  return now === before ? '' : now;
}

/** As it is on the wire where each header stands on a line as it was said. */
function headOf({ httpMethod, target, headers }: Head): string {
  if (httpMethod === '') return '';
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  return toBytes(`${httpMethod} ${target} HTTP/1.1\r\n${lines}\r\n`);
}

function isHttp(text: string): boolean {
  return /^[!-~]+ \S+ HTTP\/1\.[01]\r\n/.test(text.slice(0, 70_000));
}

function isChunked(head: string): boolean {
  return /\r\ntransfer-encoding:[^\r\n]*\bchunked\b/i.test(head);
}
