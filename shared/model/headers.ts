/** One header line as it stands on the wire: name in its case, value without the surrounding white space. */
export type HeaderPair = readonly [name: string, value: string];

/** Header lines in wire order, duplicates kept. The one shape of headers from end to end. */
export type HeaderList = readonly HeaderPair[];

/** Value of the first header with this name, compared without case (RFC 9110 section 5.1). */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [key, value] of headers) {
    // Most names differ in their length already.
    if (key.length === wanted.length && key.toLowerCase() === wanted) return value;
  }
  return undefined;
}

/** All values of the headers with this name, in wire order. */
export function headerValues(headers: HeaderList, name: string): string[] {
  const wanted = name.toLowerCase();
  const values: string[] = [];
  for (const [key, value] of headers) {
    if (key.length === wanted.length && key.toLowerCase() === wanted) values.push(value);
  }
  return values;
}
