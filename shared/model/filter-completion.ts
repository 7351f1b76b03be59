/** One proposal for a filter that is being typed. */
export interface FilterProposal {
  /** What it puts into the text. */
  readonly insert: string;
  /** As it is listed. */
  readonly label: string;
  /** A few words on it. */
  readonly says?: string;
  /** Exchanges that have it. */
  readonly exchanges?: number;
}

/** What could be typed at a place. */
export interface FilterCompletion {
  /** The stretch that a proposal takes the place of. */
  readonly from: number;
  readonly to: number;
  readonly proposals: readonly FilterProposal[];
}
