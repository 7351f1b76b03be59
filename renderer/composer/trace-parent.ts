function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * A new `traceparent`: version 00, random trace and parent ids, sampled.
 * `random` fills the bytes it is given. Source: https://www.w3.org/TR/trace-context/#traceparent-header
 */
export function newTraceparent(
  random: (bytes: Uint8Array<ArrayBuffer>) => unknown = (bytes) => crypto.getRandomValues(bytes),
): string {
  const trace = new Uint8Array(16);
  const parent = new Uint8Array(8);
  random(trace);
  random(parent);
  // All zeros are no id.
  if (trace.every((byte) => byte === 0)) trace[15] = 1;
  if (parent.every((byte) => byte === 0)) parent[7] = 1;
  return `00-${hex(trace)}-${hex(parent)}-01`;
}
