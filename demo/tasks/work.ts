import type { TaskQuestions } from './task.ts';

/** One stretch of work: it lasts so long, or until everything that it asks for has been answered. */
export type Step =
  | { readonly kind: 'busy'; readonly forMs: number; readonly message: string }
  | { readonly kind: 'ask'; readonly questions: TaskQuestions; readonly message: string };

/** What work comes to: exactly what the request would have been answered with. */
export type WorkEnd =
  | { readonly kind: 'result'; readonly result: Readonly<Record<string, unknown>>; readonly message: string }
  | { readonly kind: 'error'; readonly code: number; readonly message: string };

/** Responses by key: those to the last question, and none after a stretch that only lasts. */
export type Answers = Readonly<Record<string, unknown>>;

/**
 * Work as a plan: it is run through from its beginning whenever somebody asks where it stands, so it must take the same
 * course each time and may change nothing.
 */
export type Work = Generator<Step, WorkEnd, Answers>;

/** A kind of work. */
export interface WorkKind {
  /** How often a client should ask, in milliseconds. */
  readonly pollIntervalMs: number;
  /** @param input what the task was created with; it has been checked */
  readonly begin: (input: unknown) => Work;
}

/** A tool's answer in one sentence, as the modern revision wants it. */
export function finished(text: string, more: { readonly isError?: true } = {}): WorkEnd {
  const result = { resultType: 'complete', content: [{ type: 'text', text }], ...more };
  return { kind: 'result', result, message: text };
}
