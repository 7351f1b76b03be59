/**
 * The place that a dragged rule gets, counted without itself, when it is dropped on the upper or lower half of another
 * row. Undefined where nothing would move. Pure.
 */
export function dropPlace(
  ids: readonly string[],
  dragged: string,
  over: string,
  half: 'upper' | 'lower',
): number | undefined {
  const from = ids.indexOf(dragged);
  const at = ids.indexOf(over);
  if (from < 0 || at < 0 || dragged === over) return undefined;
  const others = ids.filter((id) => id !== dragged);
  const place = others.indexOf(over) + (half === 'lower' ? 1 : 0);
  return place === from ? undefined : place;
}
