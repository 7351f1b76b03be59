import type { JsonValue } from '../../../shared/model/json.ts';
import { faultsOf, type Fault } from './faults.ts';
import { shapeOf, type ShapeKind } from './shapes.ts';

/** Faults of one message that are told. */
const MOST_FAULTS = 5;
/** Longer texts are judged each time. */
const MOST_CHARACTERS = 64 * 1024;
const MOST_VERDICTS = 256;
/** All remembered texts together. */
const MOST_REMEMBERED = 2 * 1024 * 1024;

const NOTHING: readonly Fault[] = [];

/** What is to be judged. */
export interface Judged {
  readonly kind: ShapeKind;
  /** Of an error: its code. */
  readonly method: string;
  /** The whole message, of which equal ones have equal verdicts whatever their id is. */
  readonly text: string;
  readonly id: JsonValue | undefined;
  /** The part of it that the schema is about. */
  readonly value: unknown;
}

/** Holds messages against their schemas, and remembers what it found, as the same few messages come again and again. */
export class Verdicts {
  readonly #known = new Map<string, readonly Fault[]>();
  #remembered = 0;

  of({ kind, method, text, id, value }: Judged): readonly Fault[] {
    const shape = shapeOf(kind, method);
    if (!shape) return NOTHING;
    if (text.length > MOST_CHARACTERS) return faults(shape, value);
    const key = `${kind} ${method} ${withoutId(text, id)}`;
    const known = this.#known.get(key);
    if (known) {
      // The latest stand last.
      this.#known.delete(key);
      this.#known.set(key, known);
      return known;
    }
    const found = faults(shape, value);
    this.#known.set(key, found);
    this.#remembered += key.length;
    this.#forget();
    return found;
  }

  /** Verdicts that are remembered. */
  get size(): number {
    return this.#known.size;
  }

  #forget(): void {
    for (const key of this.#known.keys()) {
      if (this.#known.size <= MOST_VERDICTS && this.#remembered <= MOST_REMEMBERED) return;
      this.#known.delete(key);
      this.#remembered -= key.length;
    }
  }
}

function faults(shape: NonNullable<ReturnType<typeof shapeOf>>, value: unknown): readonly Fault[] {
  let parsed;
  try {
    parsed = shape.safeParse(value);
  } catch {
    // Nested too deep to be looked at.
    return NOTHING;
  }
  return parsed.success ? NOTHING : faultsOf(parsed.error.issues, value, MOST_FAULTS);
}

/**
 * Each message has an id of its own. The first place that looks like it is marked, wherever it stands: two texts that
 * differ there only are equal but for their id, as the id itself is the same text in both or is what was marked.
 */
function withoutId(text: string, id: JsonValue | undefined): string {
  if (typeof id !== 'number' && typeof id !== 'string') return text;
  const written = `"id":${JSON.stringify(id)}`;
  const at = text.indexOf(written);
  return at < 0 ? text : `${text.slice(0, at)}"id":\u0000${text.slice(at + written.length)}`;
}
