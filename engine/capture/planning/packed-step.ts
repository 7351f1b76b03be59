import type { Draft } from '../../../shared/model/draft.ts';
import { jsonOf } from '../../../shared/model/json.ts';
import type { RecordedStep, StepAnswer } from '../../../shared/model/replay-plan.ts';
import { DamagedError } from '../stored-values.ts';

/** A recorded request as a draft that sends it again, and what it was answered with then. */
export interface StoredStep {
  readonly number: number;
  readonly draft: Draft;
  /** JSON of a StepAnswer: mostly it is compared as text, and never read. */
  readonly answer?: string;
}

/** The same on its way from the worker: texts travel at once, objects member by member. */
export interface PackedStep {
  readonly number: number;
  /** JSON of a Draft. */
  readonly draft: string;
  readonly answer?: string;
}

export function packStep(number: number, draft: Draft, answer: StepAnswer | undefined): PackedStep {
  const packed = { number, draft: textOf(draft) };
  return answer ? { ...packed, answer: jsonOf(answer) } : packed;
}

/** JSON.stringify works by recursion: what is nested very deeply cannot be written by it, and not be sent either. */
function textOf(draft: Draft): string {
  try {
    return JSON.stringify(draft);
  } catch {
    throw new DamagedError('a request that is nested too deeply');
  }
}

/** A step as a request with what came to it. */
export function recordedStep({ number, draft, answer: text }: StoredStep): RecordedStep & {
  readonly draft: Draft;
} {
  const answer = answerOf({ ...(text !== undefined && { answer: text }) });
  return { number, draft, ...(answer && { answer }) };
}

/** What came to a step then; undefined where nothing did, or it cannot be read. */
function answerOf({ answer }: Pick<StoredStep, 'answer'>): StepAnswer | undefined {
  if (answer === undefined) return undefined;
  try {
    return JSON.parse(answer) as StepAnswer;
  } catch {
    return undefined;
  }
}

export function unpackStep({ number, draft, answer }: PackedStep): StoredStep {
  const step = { number, draft: JSON.parse(draft) as Draft };
  return answer === undefined ? step : { ...step, answer };
}
