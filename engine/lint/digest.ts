/** Texts up to this length stand for themselves. */
const WHOLE = 80;

/**
 * A short text that is equal for equal texts, and different for different ones but for one chance in 2^53: what a rule
 * remembers instead of a state or of arguments that may be megabytes. Short texts are given back as they are. Pure.
 */
export function digest(text: string): string {
  if (text.length <= WHOLE) return text;
  // cyrb53: two multiplicative 32-bit hashes side by side. Not against attackers, who could only spare themselves a finding.
  let one = 0xdeadbeef;
  let two = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2654435761);
    two = Math.imul(two ^ code, 1597334677);
  }
  one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
  two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
  const hash = 4294967296 * (2097151 & two) + (one >>> 0);
  return `#${String(text.length)}:${hash.toString(36)}`;
}
