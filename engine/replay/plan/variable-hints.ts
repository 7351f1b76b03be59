import type { VariableHint } from '../../../shared/model/replay-plan.ts';
import type { JsonValue } from '../../../shared/model/json.ts';
import { keyOf } from './names.ts';
import { walkLeaves } from './json-place.ts';

const MOST_HINTS = 100;
const MOST_STEPS = 20;
const HOST = /\bhttps?:\/\/[^\s/"'<>?#]+/g;
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/;
const TOKEN =
  /^(eyJ[\w-]{8,}\.[\w-]+\.[\w-]*|(sk|pk|rk|gh[pousr]|github_pat|xox[abprs]|glpat)[-_][\w-]{8,})$/;
const SECRET_KEY = /(password|secret|api_?key|access_?token|auth_?token|bearer)$/i;
/** Longer texts are not searched. */
const LONGEST = 4_000;

/** The same few names come all the time. */
const secretKeys = new Map<string, boolean>();
const MOST_KEYS = 5_000;

function isSecretKey(key: string): boolean {
  let known = secretKeys.get(key);
  if (known === undefined) {
    if (secretKeys.size >= MOST_KEYS) secretKeys.clear();
    secretKeys.set(key, (known = SECRET_KEY.test(key)));
  }
  return known;
}

interface Hint {
  readonly kind: VariableHint['kind'];
  readonly recorded: string;
  readonly steps: number[];
  /** The last step that carried it. */
  last: number;
  count: number;
}

/** What in the requests looks like something that will be another one by now. */
export class VariableHints {
  readonly #hints = new Map<string, Hint>();

  learn(number: number, params: JsonValue): void {
    walkLeaves(
      params,
      [],
      ({ value, path }) => {
        if (typeof value !== 'string' || value.length === 0 || value.length > LONGEST) return;
        if (value.charAt(4) === '-' && DATE.test(value)) this.#add('date', value, number);
        else if (TOKEN.test(value) || isSecretKey(keyOf(path))) this.#add('token', value, number);
        else if (value.includes('://'))
          for (const [host] of value.matchAll(HOST)) this.#add('host', host, number);
      },
      (key, path) => key === '_meta' && path.length === 0,
    );
  }

  /** Most frequent first; without what is rewritten anyway. */
  list(flowing: ReadonlySet<string>): VariableHint[] {
    return [...this.#hints.values()]
      .filter(({ recorded }) => !flowing.has(recorded))
      .sort((one, other) => other.count - one.count)
      .map(({ kind, recorded, steps, count }) => ({ kind, recorded, steps, count }));
  }

  #add(kind: VariableHint['kind'], recorded: string, number: number): void {
    const known = this.#hints.get(recorded);
    if (!known) {
      if (this.#hints.size < MOST_HINTS)
        this.#hints.set(recorded, { kind, recorded, steps: [number], last: number, count: 1 });
      return;
    }
    if (known.last === number) return;
    known.last = number;
    known.count += 1;
    if (known.steps.length < MOST_STEPS) known.steps.push(number);
  }
}
