import { codeMarkdown, plainMarkdown } from '../../../shared/model/escape-markdown.ts';
import { escapeMarkup } from '../../../shared/model/escape-markup.ts';
import type { CompiledRules } from '../redaction/compiled-rules.ts';
import { fromBytes, toBytes } from '../redaction/exchange-texts.ts';
import { learnLine, redactJson, redactLine } from '../redaction/redact-exchange.ts';
import type { SecretBook } from '../redaction/secret-book.ts';
import type { RunPattern } from '../redaction/learner.ts';

/** JSON; a text for people or for a program that reads XML; a script in which lines are JSON. */
export type ReportKind = 'json' | 'text' | 'script';

/** A shorter value with a sign in it is rather a piece of prose. */
const LEAST = 8;
const SIGNS = /[^A-Za-z0-9-]/;

/** A report without the secrets of the captures that it tells of: those of the book, and what it shows of others by name and form. */
export function redactReport(
  text: string,
  kind: ReportKind,
  {
    book,
    rules,
    run,
  }: { readonly book: SecretBook; readonly rules: CompiledRules; readonly run?: RunPattern },
): string {
  const bytes = toBytes(text);
  if (kind === 'json') return fromBytes(redactJson(bytes, book, rules, run));
  if (kind === 'script') {
    const lines = bytes.split('\n');
    const redacted = lines.map((line) =>
      /^\s*[[{]"/.test(line) ? redactJson(line, book, rules, run) : line,
    );
    return fromBytes(redactLine(redacted.join('\n'), book, rules));
  }
  learnLine(bytes, book, rules, run);
  return fromBytes(redactLine(toBytes(withoutEscaped(text, book)), book, rules));
}

/** Without secrets that a writer had to escape, and which are therefore not found as they are. */
function withoutEscaped(text: string, book: SecretBook): string {
  let left = text;
  for (const { value: bytes, spread } of book.entries()) {
    if (spread === 'never' || bytes.length < LEAST || !SIGNS.test(bytes)) continue;
    const value = fromBytes(bytes);
    const placeholder = book.placeholder(bytes) ?? '';
    for (const form of escapedForms(value)) if (form !== value) left = left.replaceAll(form, placeholder);
  }
  return left;
}

function escapedForms(value: string): Set<string> {
  const json = JSON.stringify(value).slice(1, -1);
  const again = JSON.stringify(json).slice(1, -1);
  const plain = [value, json, again];
  return new Set([
    ...plain,
    ...plain.map(escapeMarkup),
    ...plain.map(plainMarkdown),
    ...plain.map((text) => codeMarkdown(text).replace(/^`+ ?| ?`+$/g, '')),
  ]);
}
