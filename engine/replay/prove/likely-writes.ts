import type { JsonValue } from '../../../shared/model/json.ts';
import type { Needs } from './needs.ts';
import type { RecordedRequest } from './proof-run.ts';

/** So many steps around one are looked at. */
const MOST_READ = 100;
/** Shorter texts stand in too many requests to say anything. */
const SHORTEST = 2;

/**
 * Steps that may have changed what a step reads, the likeliest first: they share a handle, then an argument with it, then they
 * are near. Only what is not safe, and not what the step needs. Those before it and those after it: state stays from run to run.
 */
export async function likelyWrites(
  number: number,
  needs: Needs,
  recorded: (numbers: readonly number[]) => Promise<readonly RecordedRequest[]>,
): Promise<readonly number[]> {
  const needed = needs.of(number);
  const distance = (other: number): number => Math.abs(other - number);
  const writes = [...needs.steps.values()]
    .filter((step) => step.safety !== 'safe' && step.number !== number && !needed.has(step.number))
    .map((step) => step.number)
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, MOST_READ);
  if (writes.length === 0) return [];
  const related = new Set(needs.related(number));
  const requests = new Map((await recorded([number, ...writes])).map((one) => [one.number, one]));
  const own = valuesOf(requests.get(number));
  const rank = (write: number): number => {
    const shared = [...valuesOf(requests.get(write))].filter((value) => own.has(value)).length;
    return (related.has(write) ? 1_000 : 0) + shared;
  };
  const ranks = new Map(writes.map((write) => [write, rank(write)]));
  return writes.sort((a, b) => (ranks.get(b) ?? 0) - (ranks.get(a) ?? 0) || distance(a) - distance(b));
}

/** Texts and numbers of a request's parameters, but for the tool's name. */
function valuesOf(request: RecordedRequest | undefined): ReadonlySet<JsonValue> {
  const found = new Set<JsonValue>();
  const { name: _name, ...params } = request?.draft.params ?? {};
  const pending: JsonValue[] = [params];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === 'object' && next !== null) pending.push(...Object.values(next));
    else if (typeof next === 'number' || (typeof next === 'string' && next.length >= SHORTEST))
      found.add(next);
  }
  return found;
}
