import type { SeriesRow, SeriesSide, SeriesSummary } from '../../shared/model/series.ts';

/** What `hopscope diff --json` prints; its shape is a contract with scripts. Pure. */
export function diffDocument(
  [left, right]: readonly [left: string, right: string],
  { same, counts, noise, places, ...sides }: SeriesSummary,
  rows: readonly SeriesRow[],
): object {
  return {
    same,
    left: sideEntry(left, sides.left),
    right: sideEntry(right, sides.right),
    counts,
    noise,
    places: places.map(({ first: _row, ...place }) => place),
    steps: rows.map(({ index: _place, total, ...row }) => ({ ...row, differencesInAll: total })),
  };
}

function sideEntry(file: string, { steps, leftOut }: SeriesSide): object {
  return { file, steps, leftOut };
}
