/** A recording that was open lately, and can be opened again. */
export interface RecentCapture {
  /** Absolute. */
  readonly path: string;
  /** File name without folder. */
  readonly name: string;
  /** When it was opened or begun last, epoch ms. */
  readonly at: number;
}
