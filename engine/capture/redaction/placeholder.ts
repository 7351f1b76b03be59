import { PLACEHOLDER } from '../../../shared/model/placeholders.ts';
import type { SecretKind } from '../../../shared/model/redaction.ts';

/** Anywhere in a text: what one begins with. */
const NUMBERED = /^redacted-(?:[a-z]+-)?(\d+)|^~([0-9a-z]+)/;

/** Whether a value is a placeholder already: redacting twice must change nothing. */
export function isPlaceholder(value: string): boolean {
  return PLACEHOLDER.test(value);
}

/** The number in a placeholder; 0 in any other text. */
export function placeholderNumber(value: string): number {
  const found = PLACEHOLDER.test(value) ? NUMBERED.exec(value) : null;
  if (found?.[1] !== undefined) return Number(found[1]);
  return found?.[2] === undefined ? 0 : Number.parseInt(found[2], 36);
}

/** Whether a text is a JSON number; what stands for it must be one, too. */
export function isNumberText(value: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(value);
}

/**
 * The text of exactly `length` bytes that stands for secret number `number`, from 1. Letters, digits, `-` and `~` only,
 * so that it can stand in JSON, in an address, a header and a cookie as it is.
 */
export function placeholderOf(kind: SecretKind, number: number, length: number): string {
  const long = `redacted-${kind}-${String(number)}`;
  if (length >= long.length) return filled(long, length);
  const medium = `redacted-${String(number)}`;
  if (length >= medium.length) return filled(medium, length);
  const short = `~${number.toString(36)}`;
  return short.length <= length ? short.padEnd(length, '~') : short.slice(0, length);
}

function filled(text: string, length: number): string {
  return text.length === length ? text : `${text}-`.padEnd(length, 'x');
}

/** An integer of `length` digits for the secret of that many digits whose number among those is `number`, from 1. */
export function numberPlaceholderOf(number: number, length: number): string {
  const largest = length === 1 ? 9 : 10 ** Math.min(15, length - 1) - 1;
  const text = String(Math.min(number, largest));
  return length === 1 ? text : `1${text.padStart(length - 1, '0')}`;
}
