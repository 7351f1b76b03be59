/** The pointer one step further (RFC 6901): `segment` is a member name or an index as text. */
export function pointerStep(pointer: string, segment: string): string {
  return `${pointer}/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
