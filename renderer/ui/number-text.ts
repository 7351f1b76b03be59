/** A number as JSON writes it. Source: https://www.rfc-editor.org/rfc/rfc8259#section-6 */
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Digits and exponent of a number's text, in one spelling: 1.50e3 and 1500 are the same. */
function canonical(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  const power = BigInt(exponent) - BigInt(fraction.length) + BigInt(digits.length - kept.length);
  return `${sign}${kept}e${String(power)}`;
}

/** Whether JavaScript's number keeps each digit that this JSON number has. */
export function isExactNumber(text: string): boolean {
  const value = Number(text);
  return Number.isFinite(value) && canonical(text) === canonical(String(value));
}

export type NumberText =
  | { readonly kind: 'empty' }
  | { readonly kind: 'number'; readonly value: number }
  /** A number with more digits than can be kept. */
  | { readonly kind: 'inexact' }
  | { readonly kind: 'text' };

/** What somebody wrote into a field for a number. */
export function readNumberText(text: string): NumberText {
  const trimmed = text.trim();
  if (trimmed === '') return { kind: 'empty' };
  if (!JSON_NUMBER.test(trimmed)) return { kind: 'text' };
  return isExactNumber(trimmed) ? { kind: 'number', value: Number(trimmed) } : { kind: 'inexact' };
}
