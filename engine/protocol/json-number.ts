/** Where in a number the scan is. A number may end after zero, whole, fraction and exponent. */
export const NumberPart = {
  minus: 0,
  zero: 1,
  whole: 2,
  point: 3,
  fraction: 4,
  e: 5,
  sign: 6,
  exponent: 7,
} as const;
export type NumberPart = (typeof NumberPart)[keyof typeof NumberPart];

export function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** Whether a number is complete that ends in this part. */
export function mayEnd(part: NumberPart): boolean {
  return (
    part === NumberPart.zero ||
    part === NumberPart.whole ||
    part === NumberPart.fraction ||
    part === NumberPart.exponent
  );
}

/** The part of the number that this byte belongs to; undefined where it belongs to none. */
export function nextPart(part: NumberPart, byte: number): NumberPart | undefined {
  if (isDigit(byte)) {
    if (part === NumberPart.minus) return byte === 0x30 ? NumberPart.zero : NumberPart.whole;
    if (part === NumberPart.zero) return undefined;
    if (part === NumberPart.point) return NumberPart.fraction;
    return part === NumberPart.e || part === NumberPart.sign ? NumberPart.exponent : part;
  }
  if (byte === 0x2e)
    return part === NumberPart.zero || part === NumberPart.whole ? NumberPart.point : undefined;
  if (byte === 0x65 || byte === 0x45) {
    return part === NumberPart.zero || part === NumberPart.whole || part === NumberPart.fraction
      ? NumberPart.e
      : undefined;
  }
  return (byte === 0x2b || byte === 0x2d) && part === NumberPart.e ? NumberPart.sign : undefined;
}
