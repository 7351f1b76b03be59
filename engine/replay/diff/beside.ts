/**
 * Whether a pointer leads to what a server tells beside its answer, under keys of its own in `_meta`, such as which instance it
 * was: that says nothing of the answer. Keys of the protocol are none of these,
 * https://modelcontextprotocol.io/specification/2026-07-28/basic/index#meta. Pure.
 */
export function isBeside(pointer: string): boolean {
  const own = /^\/(?:result|error\/data)\/_meta\/([^/]*)/.exec(pointer)?.[1];
  return own !== undefined && !own.startsWith('io.modelcontextprotocol~1');
}
