/** Names one exchange: its number is its place in the capture, from 1. */
export interface ExchangeRef {
  readonly captureId: string;
  readonly number: number;
}
