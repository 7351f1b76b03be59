import type { ExchangeRef } from './exchange.ts';

/** What is completed: an argument of a prompt, or a variable of a resource template. */
export type CompletionTarget =
  | { readonly type: 'ref/prompt'; readonly name: string }
  | { readonly type: 'ref/resource'; readonly uri: string };

/** What a server proposes for one argument. Nothing of it is against the protocol: what is, is left out. */
export interface Completion {
  readonly values: readonly string[];
  /** How many there are in all, as the server said. */
  readonly total?: number;
  /** There are more than these. */
  readonly hasMore: boolean;
  /** The exchange that asked. */
  readonly exchange: ExchangeRef;
  /** A sentence: why there are none. */
  readonly problem?: string;
}
