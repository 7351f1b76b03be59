/** Kept: toLocaleString looks for its locale anew at every number. */
const COUNTS = new Intl.NumberFormat('en-US');

/** `1,204`. Grouped the same way in every locale, as all that Hopscope says is in English. */
export function countText(count: number): string {
  return COUNTS.format(count);
}

/** `1 exchange`, `1,204 exchanges`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}
