import { createContext, Script } from 'node:vm';
import { patternFault } from '../../../shared/model/pattern-fault.ts';
import type { RunPattern } from '../redaction/learner.ts';

/** A pattern of a user's may be one that takes for ever on some text: so long it may take for one text, in ms. */
const LONGEST_MS = 250;
const MOST_PLACES = 10_000;

const FIND = new Script(`
  (() => {
    const found = [];
    for (const match of text.matchAll(expression)) {
      const value = match[1] ?? match[0];
      if (value.length === 0) continue;
      const from = match.index + match[0].indexOf(value);
      found.push(from, from + value.length);
      if (found.length >= ${String(MOST_PLACES * 2)}) break;
    }
    return found.join();
  })()
`);

/**
 * Runs patterns with a limit of time. One that takes longer, or is no regular expression, is told of in a sentence, once, and is
 * not run again.
 */
export function createPatternRunner(onProblem: (message: string) => void): RunPattern {
  const context = createContext({ text: '', expression: /x/g });
  const expressions = new Map<string, RegExp | undefined>();
  return (pattern, text) => {
    if (!expressions.has(pattern)) {
      const fault = patternFault(pattern);
      if (fault !== undefined) onProblem(`The pattern ${pattern} was not used: ${fault}.`);
      expressions.set(pattern, fault === undefined ? new RegExp(pattern, 'g') : undefined);
    }
    const expression = expressions.get(pattern);
    if (!expression) return undefined;
    try {
      context['text'] = text;
      context['expression'] = expression;
      const found = String(FIND.runInContext(context, { timeout: LONGEST_MS }));
      return pairsOf(found === '' ? [] : found.split(',').map(Number));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      onProblem(
        `The pattern ${pattern} was given up, so what it would find later is not replaced: ${reason}.`,
      );
      expressions.set(pattern, undefined);
      return undefined;
    } finally {
      context['text'] = '';
    }
  };
}

function pairsOf(places: readonly number[]): [number, number][] {
  const pairs: [number, number][] = [];
  for (let index = 0; index + 1 < places.length; index += 2)
    pairs.push([places[index] ?? 0, places[index + 1] ?? 0]);
  return pairs;
}
