import type { SeenExchange } from '../lint/seen-exchange.ts';

/**
 * Sees every exchange of a capture that has ended once, in the order in which they ended, and can say at any time what it
 * has learned. Pure; its memory grows with what is different, not with the number of exchanges.
 */
export interface Tracker<Report> {
  observe(exchange: SeenExchange): void;
  report(): Report;
}
