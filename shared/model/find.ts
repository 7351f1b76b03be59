/** Columns that what was found can be ordered by. */
export const FIND_COLUMNS = [
  'mark',
  'number',
  'time',
  'origin',
  'instance',
  'era',
  'method',
  'name',
  'link',
  'status',
  'type',
  'duration',
  'size',
] as const;

/** Exchanges without a value stand last whichever way it goes; those that are alike, in the order of their numbers. */
export interface FindSort {
  readonly column: (typeof FIND_COLUMNS)[number];
  readonly descending: boolean;
}
