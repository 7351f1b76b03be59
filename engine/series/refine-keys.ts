import type { SeriesColumns } from './series-columns.ts';

const NONE = -1;

/** Clients of both series by one number each: those that only one side has are all the same one. Pure. */
export function sharedClients(left: SeriesColumns, right: SeriesColumns): [Int32Array, Int32Array] {
  const known = new Map(right.clients.map((name, index) => [name, index]));
  const shared = left.clients.map((name) => known.get(name) ?? NONE);
  const isShared = new Set(shared);
  return [
    left.client.map((client) => shared[client] ?? NONE),
    right.client.map((client) => (isShared.has(client) ? client : NONE)),
  ];
}

/**
 * Keys that tell apart what only reads alike: by who sent it, and by which steps its values came from. `names`: the number of each
 * step under which both sides know it, -1 where only one of them has it. Pure.
 */
export function refinedKeys(
  { exact, sources, sourceEnds }: SeriesColumns,
  client: Int32Array,
  names: Int32Array,
): Float64Array {
  return exact.map((key, at) => {
    let [low, high] = mixed(key | 0, Math.floor(key / 4294967296), client[at] ?? NONE);
    for (let index = sourceEnds[at - 1] ?? 0; index < (sourceEnds[at] ?? 0); index += 1) {
      [low, high] = mixed(low, high, names[sources[index] ?? NONE] ?? NONE);
    }
    return (high & 0x1fffff) * 4294967296 + (low >>> 0);
  });
}

function mixed(low: number, high: number, value: number): [number, number] {
  const one = Math.imul(low ^ value, 2654435761) ^ (high >>> 7);
  const other = Math.imul(high ^ value ^ (one >>> 15), 1597334677) ^ (low >>> 11);
  return [one, other];
}
