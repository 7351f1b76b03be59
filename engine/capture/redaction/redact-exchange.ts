import { headerValue } from '../../../shared/model/headers.ts';
import type { CompiledRules } from './compiled-rules.ts';
import { headersIn, type ExchangeTexts, type FindingTexts } from './exchange-texts.ts';
import { decodedRequest } from './decoded-request.ts';
import { Learner, type RunPattern } from './learner.ts';
import { redactEvents } from './redact-events.ts';
import { Replacer, type Count } from './replacer.ts';
import type { SecretBook } from './secret-book.ts';
import { localTwins } from './local-twins.ts';
import { TextView } from './text-view.ts';
import { walkAddress } from './walk-address.ts';
import { beginWalk, textKindOf, walkBody } from './walk-body.ts';
import { walkHeads } from './walk-headers.ts';
import { walkJson } from './walk-json.ts';
import type { Walk } from './walk.ts';
import { chunkedSpans, endOfHeads, isFraming, overlay, textOfSpans } from './wire-texts.ts';

/** An exchange without its secrets. */
export interface RedactedExchange {
  readonly texts: ExchangeTexts;
  /** Places where a placeholder stands now; copies of one place (wire bytes, previews) count once. */
  readonly replaced: number;
  /** The compressed wire bytes of the answer were blanked, as something within them had to go. */
  readonly blanked: boolean;
}

type Way = (walk: Walk, view: TextView) => void;

/** Puts the secrets of an exchange into the book. */
export function learnExchange(
  texts: ExchangeTexts,
  book: SecretBook,
  rules: CompiledRules,
  run?: RunPattern,
): void {
  const learner = new Learner(book, rules, run);
  for (const [text, where, way] of partsOf(texts)) {
    if (text !== '') way(beginWalk(learner, rules, where), new TextView(text, 0));
  }
}

/** What has texts of its own; the rest repeats them. */
function partsOf(texts: ExchangeTexts): [text: string, where: string, way: Way][] {
  const sent = decodedRequest(texts.requestHead, texts.requestBody);
  const requestBody = sent.kind === 'decoded' ? sent.text : texts.requestBody;
  return [
    [texts.requestHead, 'request', column],
    [requestBody, 'request', bodyWay(texts.requestHead, requestBody)],
    [texts.answerHead, 'answer', column],
    [texts.body, 'answer', bodyWay(texts.answerHead, texts.body)],
    [texts.ending, 'ending', column],
    [texts.name, 'name', nameWay],
    ...texts.findings.map(({ message }): [string, string, Way] => [message, 'finding', said]),
  ];
}

/** A JSON column of the capture. */
const column: Way = (walk, view) => {
  walkJson(walk, view, true);
  walk.sink.scan(view, () => walk.where, { cut: false });
};

/** A head that says more of the body than its beginning does. */
const OTHER_TYPE = /"content-type" *, *"[^"]*(?:event-stream|form-urlencoded)/i;

function bodyWay(head: string, body: string): Way {
  const isJson = /^\s*[[{"]/.test(body.slice(0, 200)) && !OTHER_TYPE.test(head);
  const isTold = body !== '' && !isJson;
  const kind = textKindOf(isTold ? headerValue(headersIn(head), 'content-type') : undefined, body);
  return (walk, view) => {
    walkBody(walk, view, kind);
  };
}

/** What stands beside the method: a URI, a name, a command line. */
const nameWay: Way = (walk, view) => {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(view.text)) walkAddress(walk, view, 0, view.text.length);
  else walk.inner(walk, view);
  walk.sink.whole(view, () => walk.where);
  walk.sink.scan(view, () => walk.where, { cut: true });
};

/** A sentence that may quote the beginning of a value. */
const said: Way = (walk, view) => {
  walk.inner(walk, view);
  walk.sink.scan(view, () => walk.where, { cut: true });
};

const heads: Way = (walk, view) => {
  walkHeads(walk, view);
  walk.sink.scan(view, () => walk.where);
};

/** Puts the secrets of one more text into the book. */
export function learnLine(text: string, book: SecretBook, rules: CompiledRules, run?: RunPattern): void {
  if (text !== '') said(beginWalk(new Learner(book, rules, run), rules, 'text'), new TextView(text, 0));
}

/** One more text of the capture, such as a note. */
export function redactLine(text: string, book: SecretBook, rules: CompiledRules): string {
  const sink = new Replacer(book);
  said(beginWalk(sink, rules, 'text'), new TextView(text, 0));
  return sink.patches.empty ? text : sink.patches.apply(text);
}

/** JSON that is no part of a capture, but tells of it: one byte a character, and as long afterwards. */
export function redactJson(text: string, book: SecretBook, rules: CompiledRules, run?: RunPattern): string {
  const way = bodyWay('', text);
  way(beginWalk(new Learner(book, rules, run), rules, 'text'), new TextView(text, 0));
  const sink = new Replacer(book);
  way(beginWalk(sink, rules, 'text'), new TextView(text, 0));
  return sink.patches.empty ? text : sink.patches.apply(text);
}

/** The exchange with a placeholder for every secret of the book. All texts keep their lengths. */
export function redactExchange(
  texts: ExchangeTexts,
  book: SecretBook,
  rules: CompiledRules,
): RedactedExchange {
  return new ExchangeRedaction(texts, book, rules).redact();
}

class ExchangeRedaction {
  readonly #texts: ExchangeTexts;
  readonly #book: SecretBook;
  readonly #rules: CompiledRules;
  readonly #local: ReadonlyMap<string, string> | undefined;
  readonly #counted = new Set<string>();
  #replaced = 0;
  #isPacked = false;

  constructor(texts: ExchangeTexts, book: SecretBook, rules: CompiledRules) {
    this.#texts = texts;
    this.#book = book;
    this.#rules = rules;
    this.#local = localTwins(texts, book, rules);
  }

  redact(): RedactedExchange {
    const { requestHead, answerHead, ending, name, method, instanceName, ...texts } = this.#texts;
    // In the order in which a person reads it: where something was found is told in it.
    const newRequestHead = this.#column(requestHead, this.#local);
    const requestBody = this.#requestBody();
    const newAnswerHead = this.#column(answerHead);
    const body = this.#counting(texts.body, 'answer', bodyWay(answerHead, texts.body));
    const isEncoded = texts.spans.reduce((sum, { length }) => sum + length, 0) < texts.body.length;
    const blanked = isEncoded && body !== texts.body;
    const isSentBlank = this.#isPacked && requestBody !== texts.requestBody;
    const redacted: ExchangeTexts = {
      ...texts,
      instanceName: this.#silent(instanceName, nameWay),
      method: this.#silent(method, nameWay),
      name: this.#silent(name, nameWay),
      requestHead: newRequestHead,
      requestBody,
      request: this.#request(requestBody),
      answerHead: newAnswerHead,
      ending: this.#column(ending),
      response: this.#response(body, blanked),
      body,
      events: redactEvents(this.#texts, body, (text) => this.#silent(text, said)),
      findings: texts.findings.map((finding) => this.#finding(finding)),
    };
    return { texts: redacted, replaced: this.#replaced, blanked: blanked || isSentBlank };
  }

  /** Of one that was sent compressed nothing can be replaced within: it is blanked where there is a secret in it, or may be. */
  #requestBody(): string {
    const { requestHead, requestBody } = this.#texts;
    const sent = decodedRequest(requestHead, requestBody);
    const text = sent.kind === 'decoded' ? sent.text : requestBody;
    this.#isPacked = sent.kind !== 'plain';
    if (sent.kind === 'closed') return /^x*$/.test(requestBody) ? requestBody : this.#blank(requestBody);
    const redacted = this.#counting(text, 'request', bodyWay(requestHead, text), this.#local);
    if (sent.kind === 'plain') return redacted;
    return redacted === text ? requestBody : this.#blank(requestBody);
  }

  #blank(text: string): string {
    if (this.#replaced === 0) this.#replaced = 1;
    return 'x'.repeat(text.length);
  }

  #finding({ message, pointer }: FindingTexts): FindingTexts {
    return { message: this.#silent(message, said), pointer: this.#silent(pointer, said) };
  }

  #request(newBody: string): string {
    const { request: wire, requestBody: body, requestHead } = this.#texts;
    if (wire === '') return wire;
    const start = /^[!-~]+ \S+ HTTP\/1\.[01]\r\n/.test(wire.slice(0, 70_000)) ? endOfHeads(wire) : 0;
    const head = this.#silent(wire.slice(0, start), heads, this.#local);
    const payload = wire.slice(start);
    if (body.startsWith(payload)) return head + newBody.slice(0, payload.length);
    if (body !== '' && payload.startsWith(body))
      return head + newBody + this.#rest(payload.slice(body.length));
    const spans = chunkedSpans(payload, 0);
    if (spans.length > 0 && body.startsWith(textOfSpans(payload, spans)))
      return head + overlay(payload, 0, spans, newBody, (text) => this.#rest(text));
    return head + this.#silent(payload, bodyWay(requestHead, payload), this.#local);
  }

  #response(newBody: string, blanked: boolean): string {
    const { response: wire, spans } = this.#texts;
    if (wire === '') return wire;
    const start = wire.startsWith('HTTP/1.') ? endOfHeads(wire) : 0;
    // A short body may have been found within the head: any place with the same bytes is good enough.
    const inHead = spans.filter(({ at }) => at < start);
    const silent = this.#silent(wire.slice(0, start), heads);
    const head =
      inHead.length === 0 ? silent : overlay(silent, 0, inHead, newBody, (text) => text).slice(0, start);
    if (!blanked)
      return (
        head +
        overlay(
          wire,
          start,
          spans.filter(({ at }) => at >= start),
          newBody,
          (text) => this.#rest(text),
        )
      );
    const chunks = chunkedSpans(wire, start);
    const blank = 'x'.repeat(wire.length - start);
    return head + (chunks.length === 0 ? blank : overlay(wire, start, chunks, blank, (text) => text));
  }

  /** Wire bytes around the body. */
  #rest(text: string): string {
    return isFraming(text) ? text : this.#silent(text, bodyWay('', text));
  }

  #column(text: string, local?: ReadonlyMap<string, string>): string {
    return this.#replace(text, 'column', column, local, (value, place) => {
      // The same header stands in several places of a column.
      if (!/^(?:header|query) |login/.test(place) || this.#counted.has(`${place}\n${value}`)) return;
      this.#counted.add(`${place}\n${value}`);
      this.#count(value, place);
    });
  }

  #counting(text: string, where: string, way: Way, local?: ReadonlyMap<string, string>): string {
    return this.#replace(text, where, way, local, (value, place) => {
      this.#count(value, place);
    });
  }

  #silent(text: string, way: Way, local?: ReadonlyMap<string, string>): string {
    return this.#replace(text, 'text', way, local);
  }

  #count(value: string, place: string): void {
    this.#replaced += 1;
    this.#book.count(value, place, this.#texts.number);
  }

  #replace(
    text: string,
    where: string,
    way: Way,
    local?: ReadonlyMap<string, string>,
    count?: Count,
  ): string {
    if (text === '') return text;
    const sink = new Replacer(this.#book, count, local);
    way(beginWalk(sink, this.#rules, where), new TextView(text, 0));
    return sink.patches.empty ? text : sink.patches.apply(text);
  }
}
