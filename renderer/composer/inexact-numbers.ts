import { isExactNumber } from '../ui/number-text.ts';

/** A number in a JSON text that JavaScript cannot keep. */
export interface InexactNumber {
  /** As it is written. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** What becomes of it. */
  readonly becomes: string;
}

/** A text in quotes, or a number outside of one. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** The first number of a JSON text that loses digits when it is read; undefined where each is kept. */
export function firstInexact(text: string): InexactNumber | undefined {
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token.startsWith('"') || isExactNumber(token)) continue;
    const line = text.slice(0, index).split('\n').length;
    return { text: token, line, becomes: JSON.stringify(Number(token)) };
  }
  return undefined;
}
