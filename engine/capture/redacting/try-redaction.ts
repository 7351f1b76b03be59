import type { RedactionReport, RedactionRules } from '../../../shared/model/redaction.ts';
import { compileRules } from '../redaction/compiled-rules.ts';
import { fromBytes, toBytes } from '../redaction/exchange-texts.ts';
import { Learner } from '../redaction/learner.ts';
import { Replacer } from '../redaction/replacer.ts';
import { SecretBook } from '../redaction/secret-book.ts';
import type { Sink } from '../redaction/sink.ts';
import { TextView } from '../redaction/text-view.ts';
import { beginWalk, textKindOf, walkBody } from '../redaction/walk-body.ts';
import { walkHeads } from '../redaction/walk-headers.ts';
import { createPatternRunner } from './run-pattern.ts';

const HEAD = /^(?:[A-Z]+ \S+ HTTP\/1\.[01]|HTTP\/1\.[01] \d{3}|[A-Za-z][\w-]*: \S)/;

/** A body, or header lines, as these rules would redact it. */
export function tryRedaction(
  text: string,
  rules: RedactionRules,
): { readonly text: string; readonly report: RedactionReport } {
  const compiled = compileRules(rules);
  const book = new SecretBook();
  const bytes = toBytes(text);
  const way = (sink: Sink): void => {
    const walk = beginWalk(sink, compiled, 'text');
    const view = new TextView(bytes, 0);
    const kind = textKindOf(undefined, bytes);
    // Header lines have another line end on the wire than where a person types them.
    if (kind === 'lines' && HEAD.test(text)) {
      for (const { 0: line, index } of bytes.matchAll(/[^\r\n]+/g)) {
        walkHeads(walk, view.part(index, index + line.length));
      }
    }
    walkBody(walk, view, kind);
  };
  way(
    new Learner(
      book,
      compiled,
      createPatternRunner((message) => book.problems.add(message)),
    ),
  );
  const replacer = new Replacer(book, (value, place) => {
    book.count(value, place, 0);
  });
  way(replacer);
  return { text: fromBytes(replacer.patches.apply(bytes)), report: book.report() };
}
