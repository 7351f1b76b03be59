/** Where the keyboard is in the graph: a column, or after the last one the threads; and the how-manieth from the top. */
export interface Stop {
  readonly group: number;
  readonly index: number;
}

/** The group with the nearest index that is not empty, in one direction. */
function groupBeside(heights: readonly (readonly number[])[], from: number, step: 1 | -1): number {
  let group = from + step;
  while (heights[group]?.length === 0) group += step;
  return heights[group] === undefined ? from : group;
}

function nearest(heights: readonly number[], to: number): number {
  let best = 0;
  for (const [index, height] of heights.entries()) {
    if (Math.abs(height - to) < Math.abs((heights[best] ?? 0) - to)) best = index;
  }
  return best;
}

/**
 * Where an arrow key, Home or End leads: up and down within a group, left and right to what stands at the same height.
 * `heights`: of each group the middles of what stands in it, in px from the top. Undefined for any other key. Pure.
 */
export function nextStop(
  heights: readonly (readonly number[])[],
  { group, index }: Stop,
  key: string,
): Stop | undefined {
  const last = (heights[group]?.length ?? 0) - 1;
  switch (key) {
    case 'ArrowDown':
      return { group, index: Math.min(index + 1, last) };
    case 'ArrowUp':
      return { group, index: Math.max(index - 1, 0) };
    case 'Home':
      return { group, index: 0 };
    case 'End':
      return { group, index: last };
    case 'ArrowRight':
    case 'ArrowLeft': {
      const beside = groupBeside(heights, group, key === 'ArrowRight' ? 1 : -1);
      if (beside === group) return { group, index };
      return { group: beside, index: nearest(heights[beside] ?? [], heights[group]?.[index] ?? 0) };
    }
    default:
      return undefined;
  }
}
