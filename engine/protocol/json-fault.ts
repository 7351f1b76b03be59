import { JsonScan, type JsonScanFault } from './json-scan.ts';

/** Where and why a text is not JSON (RFC 8259). */
export interface JsonFault {
  /** Characters (UTF-16 code units) before the fault. */
  readonly offset: number;
  /** From 1. */
  readonly line: number;
  /** From 1, in characters. */
  readonly column: number;
  /** What was found there: `"x"` or `the end`. */
  readonly found: string;
  /** What should be there: "a value". */
  readonly expected: string;
}

/**
 * Finds the first fault of a text that `JSON.parse` rejected; undefined where there is none. `JSON.parse` does
 * not always tell the position.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const scan = new JsonScan();
  scan.push(Buffer.from(text));
  scan.end();
  return scan.fault && namedFault(scan.fault, text.codePointAt(scan.fault.offset));
}

/** The fault with the character that stands there; undefined at the end of the text. */
export function namedFault(fault: JsonScanFault, codePoint: number | undefined): JsonFault {
  const { offset, line, column, expected } = fault;
  const found = codePoint === undefined ? 'the end' : JSON.stringify(String.fromCodePoint(codePoint));
  return { offset, line, column, found, expected };
}

/** The fault as the rest of a sentence that begins with "is not JSON:". */
export function faultInWords({ found, line, column, offset, expected }: JsonFault): string {
  const place = `line ${String(line)}, column ${String(column)}`;
  return `${found} at ${place} (position ${String(offset)}), where ${expected} should be`;
}
