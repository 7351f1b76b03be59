import type { RedactionReport } from '../../../shared/model/redaction.ts';
import { compileRules, type CompiledRules } from '../redaction/compiled-rules.ts';
import { fromBytes, toBytes, type ExchangeTexts } from '../redaction/exchange-texts.ts';
import {
  learnExchange,
  learnLine,
  redactExchange,
  redactJson,
  redactLine,
  type RedactedExchange,
} from '../redaction/redact-exchange.ts';
import type { RunPattern } from '../redaction/learner.ts';
import { SecretBook } from '../redaction/secret-book.ts';
import type { LiveTask } from './redaction-batch.ts';
import { createPatternRunner } from './run-pattern.ts';

const NO_TEXTS: Omit<ExchangeTexts, 'number'> = {
  instanceName: '',
  method: '',
  name: '',
  requestHead: '',
  requestBody: '',
  request: '',
  answerHead: '',
  ending: '',
  response: '',
  body: '',
  spans: [],
  events: [],
  findings: [],
};

/**
 * The secrets of one recording and what stands for each, while it is recorded. What is learned is replaced from then on: what
 * was written before it was known to be a secret stays as it is.
 */
export class LiveRedactor {
  readonly #book = new SecretBook();
  readonly #run: RunPattern;
  #rules: CompiledRules;
  /** Bytes that are held back now, in all exchanges. */
  heldBytes = 0;

  constructor(task: LiveTask) {
    this.#run = createPatternRunner((message) => this.#book.problems.add(message));
    this.#rules = this.#compiled(task);
  }

  /** What the workspace says now counts from here on. */
  update(task: LiveTask): void {
    this.#rules = this.#compiled(task);
  }

  #compiled({ rules, known }: LiveTask): CompiledRules {
    const compiled = compileRules(rules);
    if (!compiled.has('workspace')) return compiled;
    for (const value of known) this.#book.learn(toBytes(value), 'known', 'apart');
    return compiled;
  }

  /** Texts of an exchange, as many as there are, without their secrets. Those that are not given are empty. */
  texts(number: number, given: Partial<ExchangeTexts>): RedactedExchange {
    const texts: ExchangeTexts = { ...NO_TEXTS, ...given, number };
    learnExchange(texts, this.#book, this.#rules, this.#run);
    const redacted = redactExchange(texts, this.#book, this.#rules);
    if (redacted.blanked && (texts.response !== '' || texts.requestBody !== '')) this.#book.blanked += 1;
    return redacted;
  }

  /** A JSON column of the capture, empty where it is as it was, and how many values were replaced in it. */
  column(number: number, json: string): { readonly text: string; readonly replaced: number } {
    const ending = toBytes(json);
    const { texts, replaced } = this.texts(number, { ending });
    return { text: texts.ending === ending ? '' : fromBytes(texts.ending), replaced };
  }

  /** Puts what has the form of a secret in this text into the book. */
  learn(bytes: string): void {
    learnLine(bytes, this.#book, this.#rules, this.#run);
  }

  /** A sentence, or a text like one. */
  line(text: string): string {
    const bytes = toBytes(text);
    this.learn(bytes);
    return fromBytes(redactLine(bytes, this.#book, this.#rules));
  }

  /** A JSON text that tells of what is recorded. */
  json(text: string): string {
    const bytes = toBytes(text);
    const redacted = redactJson(bytes, this.#book, this.#rules, this.#run);
    return redacted === bytes ? text : fromBytes(redacted);
  }

  /** The end of a text that was broken off, with nothing of a secret that is known and was cut there. */
  cutEnd(text: string): string {
    const tail = Math.max(0, text.length - LONGEST_CUT);
    const hit = this.#book.known.find(text.slice(tail), true).find(({ to, from, value }) => {
      return tail + to === text.length && to - from < value.length;
    });
    if (!hit) return text;
    return text.slice(0, tail + hit.from) + '~'.repeat(hit.to - hit.from);
  }

  report(): RedactionReport {
    return this.#book.report();
  }
}

/** Longer secrets that are broken off, such as private keys, are found by their form. */
const LONGEST_CUT = 20_000;
