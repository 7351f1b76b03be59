import type { RedactionRules } from '../../../shared/model/redaction.ts';
import { pointerSegments } from '../../replay/diff/json-place.ts';
import { memberOf, type NumberAt } from '../../series/redacted-numbers.ts';
import { createPatternRunner } from '../redacting/run-pattern.ts';
import { compileRules, type Named } from '../redaction/compiled-rules.ts';
import { isWorthHiding, namedSecret } from '../redaction/secret-names.ts';

/**
 * Whether redaction replaces these digits: under a name that says so in any workspace, or by these rules. A pattern is held against
 * the value, and against the member as compact JSON writes it.
 */
export function secretNumbers(rules: RedactionRules): (number: NumberAt) => boolean {
  const compiled = compileRules(rules);
  // Whoever redacts tells of a pattern that cannot be used.
  const run = createPatternRunner(() => undefined);
  const isFound = (text: string, from: number, to: number): boolean =>
    compiled.patterns.some((pattern) =>
      (run(pattern, text) ?? []).some(([start, end]) => start === from && end === to),
    );
  return ({ pointer, text, from, to }) => {
    const name = memberOf(pointer);
    if (to - from === text.length) {
      const says = (named: Named): boolean =>
        named !== undefined && named !== 'kept' && isWorthHiding(text, named);
      if (says(namedSecret(name)) || says(compiled.named(name, 'member'))) return true;
      if (compiled.byPath && says(compiled.atPath(pointerSegments(pointer)))) return true;
    }
    if (compiled.patterns.length === 0) return false;
    const before = `"${name}":`;
    return (
      isFound(text, from, to) ||
      isFound(before + text, before.length + from, before.length + to) ||
      isFound(`${before}"${text}"`, before.length + 1 + from, before.length + 1 + to)
    );
  };
}
