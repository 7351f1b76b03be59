/** What became of a damaged capture. */
export interface SalvageReport {
  /** Exchanges that are in the new file. */
  readonly exchanges: number;
  /** Of those: what the list shows of them was lost, and is told anew from what they carried. */
  readonly rebuilt: number;
  /** Of those: something of them is lost, and they are marked. */
  readonly incomplete: number;
  /** Exchanges of which nothing is left, as far as their numbers tell. */
  readonly lost: number;
  /** Bytes that exchanges are known to lack now. */
  readonly lostBytes: number;
  /** Bytes of the damaged file in which nothing could be recognised. */
  readonly unreadableBytes: number;
  /** Records that could not be read, or held what no Hopscope writes. */
  readonly unreadableRecords: number;
}
