import type { Difference } from '../../../shared/model/difference.ts';
import { jsonOf, type JsonValue } from '../../../shared/model/json.ts';
import { STEP_STATES, type StepOutcome, type StepState } from '../../../shared/model/replay-run.ts';
import { Column } from './column.ts';
import { shapeOf } from './value-shape.ts';
import { canonicalJson, cutValue, keyOfText } from './value-key.ts';
import { Words } from './words.ts';

/** Characters of values that are kept for people to see; beyond it only their beginnings. Their keys are kept of all. */
const MOST_SHOWN = 100_000_000;
const BEGINNING = 40;
const NONE = -1;
const KINDS = ['added', 'removed', 'changed', 'order'] as const;

/** One difference of one answer to what was recorded. */
export interface LoggedDifference {
  readonly pointer: string;
  readonly kind: Difference['kind'];
  /** Equal keys are equal values; 0 where there is nothing at the pointer. */
  readonly key: number;
  /** Equal shapes differ in times, ids and numbers only; 0 where the value has none of these. */
  readonly shape: number;
  /** JSON of the value, cut where it is long; empty where there is none. */
  readonly text: string;
  /** The same of the recorded value. */
  readonly leftShape: number;
  readonly leftText: string;
  readonly rightPointer?: string;
}

/** One outcome as it was logged. */
export interface LoggedAnswer {
  readonly row: number;
  readonly run: number;
  /** Index in the list of instances. */
  readonly instance: number;
  readonly state: StepState;
  /** It was held against the recorded answer. */
  readonly compared: boolean;
}

/**
 * Outcomes and differences of hundreds of thousands of answers, in columns: what is alike costs about 40 bytes. Answers of
 * one step are chained. Pure.
 */
export class AnswerLog {
  readonly #heads = new Column(Int32Array);
  readonly #next = new Column(Int32Array);
  readonly #run = new Column(Int32Array);
  readonly #instance = new Column(Int32Array);
  readonly #state = new Column(Uint8Array);
  readonly #capture = new Column(Int32Array);
  readonly #number = new Column(Int32Array);
  readonly #why = new Column(Int32Array);
  readonly #first = new Column(Int32Array);
  readonly #count = new Column(Int32Array);
  readonly #pointers = new Column(Int32Array);
  readonly #kinds = new Column(Uint8Array);
  readonly #keys = new Column(Float64Array);
  readonly #shapes = new Column(Float64Array);
  readonly #texts = new Column(Int32Array);
  readonly #leftShapes = new Column(Float64Array);
  readonly #leftTexts = new Column(Int32Array);
  readonly #rightPointers = new Column(Int32Array);
  readonly #words = new Words();
  #shown = 0;

  constructor(steps: number) {
    for (let step = 0; step < steps; step += 1) this.#heads.push(NONE);
  }

  /** @returns The row that it got. Not yet compared. */
  append(step: number, instance: number, outcome: StepOutcome): number {
    const row = this.#next.push(this.#heads.at(step));
    this.#heads.set(step, row);
    this.#run.push(outcome.run);
    this.#instance.push(instance);
    this.#state.push(STEP_STATES.indexOf(outcome.state));
    this.#capture.push(outcome.ref ? this.#words.numberOf(outcome.ref.captureId) : NONE);
    this.#number.push(outcome.ref?.number ?? 0);
    this.#why.push(outcome.why === undefined ? NONE : this.#words.numberOf(outcome.why));
    this.#first.push(NONE);
    this.#count.push(0);
    return row;
  }

  /** What the answer of a row disagrees with. Called once a row. */
  compared(row: number, differences: readonly Difference[]): void {
    this.#first.set(row, this.#pointers.length);
    this.#count.set(row, differences.length);
    for (const { pointer, kind, left, right, rightPointer } of differences) {
      this.#pointers.push(this.#words.numberOf(pointer));
      this.#kinds.push(KINDS.indexOf(kind));
      const { key, shape, text } = keysOf(right);
      this.#keys.push(key);
      this.#shapes.push(shape);
      this.#texts.push(this.#wordOf(text));
      const before = keysOf(left);
      this.#leftShapes.push(before.shape);
      this.#leftTexts.push(this.#wordOf(before.text));
      this.#rightPointers.push(rightPointer === undefined ? NONE : this.#words.numberOf(rightPointer));
    }
  }

  /** The outcomes of a step, the last one first. */
  *answersOf(step: number): Generator<LoggedAnswer> {
    for (let row = this.#heads.at(step); row !== NONE; row = this.#next.at(row)) {
      yield {
        row,
        run: this.#run.at(row),
        instance: this.#instance.at(row),
        state: STEP_STATES[this.#state.at(row)] ?? 'not-sent',
        compared: this.#first.at(row) !== NONE,
      };
    }
  }

  /** How many differences an answer has. */
  countOf(row: number): number {
    return this.#count.at(row);
  }

  differencesOf(row: number): LoggedDifference[] {
    const first = this.#first.at(row);
    return Array.from({ length: this.#count.at(row) }, (_, index) => {
      const at = first + index;
      const rightPointer = this.#rightPointers.at(at);
      return {
        pointer: this.#words.textOf(this.#pointers.at(at)),
        kind: KINDS[this.#kinds.at(at)] ?? 'changed',
        key: this.#keys.at(at),
        shape: this.#shapes.at(at),
        text: this.#words.textOf(this.#texts.at(at)),
        leftShape: this.#leftShapes.at(at),
        leftText: this.#words.textOf(this.#leftTexts.at(at)),
        ...(rightPointer !== NONE && { rightPointer: this.#words.textOf(rightPointer) }),
      };
    });
  }

  /** The exchange that shows a row, and why it is as it is. */
  shownBy(row: number): Pick<StepOutcome, 'ref' | 'why'> {
    const capture = this.#capture.at(row);
    const why = this.#why.at(row);
    return {
      ...(capture !== NONE && {
        ref: { captureId: this.#words.textOf(capture), number: this.#number.at(row) },
      }),
      ...(why !== NONE && { why: this.#words.textOf(why) }),
    };
  }

  #wordOf(text: string): number {
    return text === '' ? NONE : this.#words.numberOf(this.#shortened(text));
  }

  #shortened(text: string): string {
    if (this.#shown < MOST_SHOWN) {
      this.#shown += text.length;
      return text;
    }
    return text.length <= BEGINNING ? text : JSON.stringify(`${text.slice(0, BEGINNING)}…`);
  }
}

/** Key, shape and text of a value that stands in an answer; the key of none is 0. Keys from 2 on. Pure. */
function keysOf(value: JsonValue | undefined): Pick<LoggedDifference, 'key' | 'shape' | 'text'> {
  if (value === undefined) return { key: 0, shape: 0, text: '' };
  const kept = cutValue(value);
  const shape = shapeOf(kept);
  return {
    key: keyOfText(canonicalJson(kept)) + 2,
    shape: shape === undefined ? 0 : keyOfText(shape) + 2,
    text: jsonOf(kept),
  };
}
