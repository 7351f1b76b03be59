import type { JsonValue } from '../../../shared/model/json.ts';
import type { PlanStep } from '../../../shared/model/replay-plan.ts';
import type { NamedInstance } from './proof-run.ts';

/** Names of instances by id. */
export type NameOf = (instanceId: string) => string;

export function namesOf(instances: readonly NamedInstance[]): NameOf {
  const names = new Map(instances.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}

/** `#12 basket_get`, `#3 tools/list`: as short as says which. Pure. */
export function stepWords({ number, method, name }: Pick<PlanStep, 'number' | 'method' | 'name'>): string {
  const isOf = method.startsWith('tasks/') || name === '' ? method : name;
  return `#${String(number)} ${isOf}`;
}

/** `a`, `a and b`, `a, b and c`; of many the first ones. Pure. */
export function listed(words: readonly string[], most = 6): string {
  const shown =
    words.length > most ? [...words.slice(0, most), `${String(words.length - most)} more`] : words;
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`;
}

const LONGEST_VALUE = 60;

/** A value in a sentence. Pure. */
export function valueWords(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  const text = typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** `alpha’s`. */
export function ownerWords(name: string): string {
  return `${name}’s`;
}
