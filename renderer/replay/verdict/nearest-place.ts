/**
 * Of places that differ the one that is meant by another comparison's pointer: itself, else what it stands in, else the first that
 * stands in it. Undefined where none does. Pure.
 */
export function nearestPlace(pointers: readonly string[], wanted: string): string | undefined {
  if (pointers.includes(wanted)) return wanted;
  const around = pointers
    .filter((pointer) => isWithin(wanted, pointer))
    .sort((one, other) => other.length - one.length);
  return around[0] ?? pointers.find((pointer) => isWithin(pointer, wanted));
}

function isWithin(pointer: string, around: string): boolean {
  return around === '' || pointer.startsWith(`${around}/`);
}
