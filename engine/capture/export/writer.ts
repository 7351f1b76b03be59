import type { Portable } from './portable.ts';

/** Writes exchanges as text of one format, one after the other. */
export interface ExchangeTextWriter {
  /** What stands before the first exchange. */
  readonly head: string;
  /** Undefined where the format has no place for this one. */
  write(exchange: Portable): string | undefined;
  /** What stands behind the last one. */
  tail(): string;
  /** Sentences for a person, after the tail: what the file has not got. */
  notes(): readonly string[];
}

export interface WriterContext {
  /** Name of the capture. */
  readonly capture: string;
  /** Program and version. */
  readonly program: string;
}

export type CreateWriter = (context: WriterContext) => ExchangeTextWriter;
