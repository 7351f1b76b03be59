import type { TaskMark } from '../../../shared/model/task.ts';

/** A mark that is being kept. */
export interface KeptMark extends Omit<TaskMark, 'rules'> {
  /** Root of the message that it is about; '' where none came. */
  readonly root: string;
  rules: readonly string[];
}

/** A life with more marks loses polls of its middle. */
export const MOST_MARKS = 600;
const KEPT_MARKS = 500;
/** So many at the beginning are left out last. */
const HEAD = 100;

/** The marks of one task, oldest first. */
export class Marks {
  readonly #marks: KeptMark[] = [];
  readonly #rulesOfOthers = new Map<string, number>();
  #leftOut = 0;

  get leftOut(): number {
    return this.#leftOut;
  }

  add(mark: KeptMark): void {
    const marks = this.#marks;
    let at = marks.length;
    while (at > 0 && (marks[at - 1]?.at ?? 0) > mark.at) at -= 1;
    marks.splice(at, 0, mark);
    if (marks.length > MOST_MARKS) this.#thin();
  }

  /** Those that an exchange made. */
  of(number: number): readonly KeptMark[] {
    return this.#marks.filter((mark) => mark.number === number);
  }

  list(): readonly TaskMark[] {
    return this.#marks.map(({ root: _root, rules, ...mark }) =>
      rules.length === 0 ? mark : { ...mark, rules },
    );
  }

  /** How many marks break which rule, those that were left out included. */
  rules(): Readonly<Record<string, number>> {
    const counts = new Map(this.#rulesOfOthers);
    for (const { rules } of this.#marks) count(counts, rules);
    return Object.fromEntries(counts);
  }

  /** First what says nothing new; then, if that is not enough, whatever is in the middle. */
  #thin(): void {
    const marks = this.#marks;
    const isDull = (at: number): boolean => {
      const [before, mark, after] = [marks[at - 1], marks[at], marks[at + 1]];
      if (!mark || mark.kind !== 'poll' || mark.rules.length > 0) return false;
      return mark.status !== undefined && mark.status === before?.status && mark.status === after?.status;
    };
    const middle = marks.map((_, at) => at).slice(HEAD, -HEAD);
    const dull = middle.filter(isDull);
    const surplus = marks.length - KEPT_MARKS;
    const going = new Set((dull.length >= surplus ? dull : middle).slice(0, surplus));
    const staying = marks.filter((mark, at) => {
      if (!going.has(at)) return true;
      count(this.#rulesOfOthers, mark.rules);
      return false;
    });
    this.#leftOut += marks.length - staying.length;
    marks.splice(0, marks.length, ...staying);
  }
}

function count(counts: Map<string, number>, rules: readonly string[]): void {
  for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
}
