import type { Difference } from '../../../shared/model/difference.ts';
import type { StepAnswer } from '../../../shared/model/replay-plan.ts';
import { comparableAnswer } from './comparable-answer.ts';
import { diffJson } from './diff-json.ts';
import { appliesTo, matchesPointer, type PlacePattern } from './pointer-pattern.ts';

/** What comparing has to know of the step. */
export interface DiffContext {
  readonly method: string;
  /** Tool, prompt or uri. */
  readonly name: string;
  /** Arrays whose order says nothing. */
  readonly unordered?: readonly PlacePattern[];
  /** `error`: of an earlier poll only whether there is an error; all else depends on when it was asked. */
  readonly compare?: 'whole' | 'error';
}

/** Members of a JSON Schema whose arrays are sets. */
const SCHEMA_SETS: ReadonlySet<string> = new Set(['required', 'enum', 'type']);
const SCHEMAS: ReadonlySet<string> = new Set(['inputSchema', 'outputSchema', 'requestedSchema']);

/**
 * Where the answer `got` disagrees with the one that was `expected`, by JSON pointer (see Difference). An answer that is an
 * error instead of a result, or the other way round, is one difference, at `/error`, and one that never came one at `/failure`. Pure.
 */
export function diffAnswers(expected: StepAnswer, got: StepAnswer, context: DiffContext): Difference[] {
  // Over stdio, and where the exchange failed, there is no HTTP to be compared.
  const overHttp = Boolean(expected.status && got.status);
  const left = comparableAnswer(expected, overHttp);
  const right = comparableAnswer(got, overHttp);
  const isSet = (segments: readonly string[]): boolean => orderSaysNothing(segments, context);
  const differences = diffJson(left, right, { isSet });
  if (context.compare === 'error') {
    return differences.filter(
      ({ pointer, kind }) => pointer === '/failure' || (pointer === '/error' && kind !== 'changed'),
    );
  }
  const other = (['/failure', '/error'] as const).find((root) =>
    differences.some(({ pointer, kind }) => pointer === root && kind !== 'changed'),
  );
  const implied = other === '/failure' ? ['/result', '/error'] : other === '/error' ? ['/result'] : [];
  return differences.filter(({ pointer }) => !implied.includes(pointer));
}

function orderSaysNothing(segments: readonly string[], context: DiffContext): boolean {
  if (SCHEMA_SETS.has(segments.at(-1) ?? '') && segments.some((each) => SCHEMAS.has(each))) return true;
  return (context.unordered ?? []).some(
    (pattern) => appliesTo(pattern, context) && matchesPointer(pattern.pointer, segments),
  );
}
