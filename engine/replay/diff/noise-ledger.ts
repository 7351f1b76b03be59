/** A place by method, name and pattern of its pointer. */
export interface NoisyPlace {
  readonly method: string;
  readonly name: string;
  readonly pattern: string;
}

interface Line {
  readonly place: NoisyPlace;
  /** Indices of the steps in which it varied. */
  readonly steps: Set<number>;
  /** The first of them, as long as it is known. */
  first?: number;
}

/** Where noise was seen: a time that varies in one step is taken for noise at the same place of the same tool's other steps. Pure. */
export class NoiseLedger {
  readonly #lines = new Map<string, Line>();
  /** Keys of what a step has told, so that it can be told anew. */
  readonly #told = new Map<number, readonly string[]>();

  /** What varies in the answers to a step, in place of what was told of it before. */
  tell(step: number, places: readonly NoisyPlace[]): void {
    for (const key of this.#told.get(step) ?? []) {
      const line = this.#lines.get(key);
      if (!line) continue;
      line.steps.delete(step);
      if (line.first === step) delete line.first;
      if (line.steps.size === 0) this.#lines.delete(key);
    }
    const keys = places.map(keyOf);
    for (const [index, key] of keys.entries()) {
      const place = places[index];
      const line = this.#lines.get(key);
      if (line) {
        line.steps.add(step);
        if (line.first !== undefined) line.first = Math.min(line.first, step);
      } else if (place) this.#lines.set(key, { place, steps: new Set([step]) });
    }
    if (keys.length > 0) this.#told.set(step, keys);
    else this.#told.delete(step);
  }

  /** The first step in which a place varied, by index; undefined where it did not. */
  firstStep(place: NoisyPlace): number | undefined {
    const line = this.#lines.get(keyOf(place));
    return line && firstOf(line);
  }

  /** All places, and the first step in which each varied. */
  *lines(): Generator<{ readonly place: NoisyPlace; readonly first: number }> {
    for (const line of this.#lines.values()) yield { place: line.place, first: firstOf(line) };
  }
}

function firstOf(line: Line): number {
  if (line.first === undefined) {
    let first = Infinity;
    for (const step of line.steps) first = Math.min(first, step);
    line.first = first;
  }
  return line.first;
}

function keyOf({ method, name, pattern }: NoisyPlace): string {
  return `${method}\n${name}\n${pattern}`;
}
