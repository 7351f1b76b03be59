/** The traffic filter that leaves just these exchanges: `number:3-7,12`. Ascending numbers, at least one. Pure. */
export function numberFilter(numbers: readonly number[]): string {
  const runs: { readonly from: number; to: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && number <= run.to + 1) run.to = number;
    else runs.push({ from: number, to: number });
  }
  const parts = runs.map(({ from, to }) => (from === to ? String(from) : `${String(from)}-${String(to)}`));
  return `number:${parts.join(',')}`;
}

/** What that filter shows of all uses: "Show 3 exchanges in Traffic", "Show the latest 20 of 312 exchanges in Traffic". */
export function showWords({
  count,
  latest,
}: {
  readonly count: number;
  readonly latest: readonly number[];
}): string {
  if (count === 1) return 'Show the exchange in Traffic';
  if (count <= latest.length) return `Show the ${String(latest.length)} exchanges in Traffic`;
  return `Show the latest ${String(latest.length)} exchanges in Traffic`;
}
