import { jsonOf } from '../../../shared/model/json.ts';
import type { StepAnswer } from '../../../shared/model/replay-plan.ts';
import { Words } from './words.ts';

/** An answer that came before the recorded one was known, or to which there is none. */
export interface WaitingAnswer {
  readonly row: number;
  readonly answer: StepAnswer;
}

/** So many answers that were as recorded are known again without a look at them. */
const MOST_SAME = 64;

/** The recorded answers of a replay's steps, by index of the step: as text, so that many are small, and equal ones once. Pure. */
export class RecordedAnswers {
  readonly #texts = new Words();
  readonly #byStep = new Map<number, number>();
  readonly #waiting = new Map<number, WaitingAnswer[]>();
  /** Those that were the recorded ones of late: equal answers of several servers are one object. */
  readonly #same: StepAnswer[] = [];
  readonly #sameSteps: number[] = [];
  #nextSame = 0;

  /** `answer`: its JSON. @returns What waited for it. A second answer to the same step is not taken. */
  set(step: number, answer: string): readonly WaitingAnswer[] {
    if (this.#byStep.has(step)) return [];
    this.#byStep.set(step, this.#texts.numberOf(answer));
    const waiting = this.#waiting.get(step) ?? [];
    this.#waiting.delete(step);
    return waiting;
  }

  has(step: number): boolean {
    return this.#byStep.has(step);
  }

  of(step: number): StepAnswer | undefined {
    const text = this.#textOf(step);
    return text === undefined ? undefined : (JSON.parse(text) as StepAnswer);
  }

  /** Whether an answer is the recorded one to the letter: no need to look any closer. */
  isSame(step: number, answer: StepAnswer): boolean {
    const known = this.#same.indexOf(answer);
    if (known >= 0 && this.#sameSteps[known] === step) return true;
    if (this.#textOf(step) !== jsonOf(answer)) return false;
    this.#same[this.#nextSame] = answer;
    this.#sameSteps[this.#nextSame] = step;
    this.#nextSame = (this.#nextSame + 1) % MOST_SAME;
    return true;
  }

  wait(step: number, row: number, answer: StepAnswer): void {
    const own = this.#waiting.get(step);
    if (own) own.push({ row, answer });
    else this.#waiting.set(step, [{ row, answer }]);
  }

  waitingOf(step: number): readonly WaitingAnswer[] {
    return this.#waiting.get(step) ?? [];
  }

  #textOf(step: number): string | undefined {
    const number = this.#byStep.get(step);
    return number === undefined ? undefined : this.#texts.textOf(number);
  }
}
