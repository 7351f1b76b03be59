import type { TextPart } from '../../../shared/model/replay-plan.ts';
import { tokensOf } from './minted-look.ts';

/** So much of what stands in front is remembered, in UTF-16 code units. */
const BEFORE = 24;

/** Where a part of a text stands; undefined where it is none. Pure. */
export function partOf(text: string, value: string): TextPart | undefined {
  const tokens = tokensOf(text);
  const part = tokens.findIndex((token) => token.text === value);
  const token = tokens[part];
  if (!token) return undefined;
  return { part, of: tokens.length, before: text.slice(Math.max(0, token.at - BEFORE), token.at) };
}

/**
 * The part of another text that stands where this one stood: the same one where there are as many, else the one with the
 * same in front of it. Undefined where there is none. Pure.
 */
export function partAt(text: string, { part, of, before }: TextPart): string | undefined {
  const tokens = tokensOf(text);
  if (tokens.length === of) return tokens[part]?.text;
  if (before === '') return tokens[0]?.at === 0 ? tokens[0].text : undefined;
  return tokens.find(({ at }) => text.slice(0, at).endsWith(before))?.text;
}

/** The text with each of its parts that is `from` replaced by `to`. Pure. */
export function replacePart(text: string, from: string, to: string): string {
  let replaced = '';
  let done = 0;
  for (const token of tokensOf(text)) {
    if (token.text !== from) continue;
    replaced += text.slice(done, token.at) + to;
    done = token.at + from.length;
  }
  return done === 0 && replaced === '' ? text : replaced + text.slice(done);
}
