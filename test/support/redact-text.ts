import { compileRules } from '../../engine/capture/redaction/compiled-rules.ts';
import { fromBytes, toBytes } from '../../engine/capture/redaction/exchange-texts.ts';
import { Learner } from '../../engine/capture/redaction/learner.ts';
import { Replacer } from '../../engine/capture/redaction/replacer.ts';
import { SecretBook } from '../../engine/capture/redaction/secret-book.ts';
import { TextView } from '../../engine/capture/redaction/text-view.ts';
import { beginWalk, walkBody, type TextKind } from '../../engine/capture/redaction/walk-body.ts';
import { walkHeads } from '../../engine/capture/redaction/walk-headers.ts';
import type { Walk } from '../../engine/capture/redaction/walk.ts';
import { DEFAULT_REDACTION_RULES, type RedactionRules } from '../../shared/model/redaction.ts';

/** Texts redacted with one book, as the parts of one capture are. */
export function redactTexts(
  texts: readonly { readonly text: string; readonly kind: TextKind | 'heads' }[],
  rules: Partial<RedactionRules> = {},
): { readonly texts: string[]; readonly places: string[] } {
  const compiled = compileRules({ ...DEFAULT_REDACTION_RULES, ...rules });
  const book = new SecretBook();
  const places: string[] = [];
  const way = (walk: Walk, text: string, kind: TextKind | 'heads'): void => {
    const view = new TextView(text, 0);
    if (kind !== 'heads') {
      walkBody(walk, view, kind);
      return;
    }
    walkHeads(walk, view);
    walk.sink.scan(view, () => 'heads');
  };
  for (const { text, kind } of texts)
    way(beginWalk(new Learner(book, compiled), compiled, 'body'), toBytes(text), kind);
  return {
    texts: texts.map(({ text, kind }) => {
      const replacer = new Replacer(book, (_value, place) => places.push(place));
      way(beginWalk(replacer, compiled, 'body'), toBytes(text), kind);
      return fromBytes(replacer.patches.apply(toBytes(text)));
    }),
    places,
  };
}

export function redactText(
  text: string,
  kind: TextKind | 'heads' = 'json',
  rules: Partial<RedactionRules> = {},
): string {
  return redactTexts([{ text, kind }], rules).texts[0] ?? '';
}
