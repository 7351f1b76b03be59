/** Why a form cannot be taken, and beside which field that is said. */
export interface FormProblem {
  readonly field: string;
  /** A sentence. */
  readonly message: string;
}

/** What a form says, or why it says nothing yet. */
export type FormResult<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: FormProblem };

export function wrong(field: string, message: string): { readonly ok: false; readonly problem: FormProblem } {
  return { ok: false, problem: { field, message } };
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** A header's or a cookie's name, which HTTP calls a token. Source: RFC 9110 section 5.6.2. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** A whole number within bounds, both included; undefined where the text is none. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const trimmed = text.trim();
  if (!/^\d{1,15}$/.test(trimmed)) return undefined;
  const value = Number(trimmed);
  return value >= least && value <= most ? value : undefined;
}
