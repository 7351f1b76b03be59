import type { CompiledRules, NamePlace } from './compiled-rules.ts';
import { isWorthHiding } from './secret-names.ts';
import type { Place, Sink } from './sink.ts';
import type { TextView } from './text-view.ts';

/** What all walks through texts have in common. */
export interface Walk {
  readonly sink: Sink;
  readonly rules: CompiledRules;
  /** Texts within texts so far. */
  readonly depth: number;
  /** Such as `body` or `answer`. */
  readonly where: string;
  /** Goes through a text within another one: JSON, an address, or a plain text. It is not scanned. */
  readonly inner: (walk: Walk, view: TextView) => void;
}

/** The value under a name: where it is a secret that is told. Answers whether the name is one whose values are. */
export function walkNamed(
  walk: Walk,
  name: string,
  place: NamePlace,
  view: TextView,
  range: readonly [from: number, to: number],
  where: Place,
): boolean {
  const named = walk.rules.named(name, place);
  if (named === undefined) return false;
  if (named === 'kept') return true;
  const [from, to] = range;
  if (!isWorthHiding(view.text.slice(from, to), named)) return false;
  walk.sink.secret(view, from, to, named.kind, where);
  return true;
}
