/** The one of `words` that was probably meant; undefined where none is near. */
export function nearestWord(typed: string, words: readonly string[]): string | undefined {
  const most = typed.length < 4 ? 1 : 2;
  let nearest: string | undefined;
  let least = most + 1;
  for (const word of words) {
    const distance = distanceOf(typed, word);
    if (distance < least) [nearest, least] = [word, distance];
  }
  return nearest;
}

/** Letters to be added, left out, changed or swapped with their neighbour. */
function distanceOf(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (now[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (row > 1 && column > 1 && swapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      now.push(best);
    }
    [beforeLast, last] = [last, now];
  }
  return last[right.length] ?? 0;
}
