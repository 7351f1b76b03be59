import type { JsonValue } from '../../shared/model/json.ts';

/** What lies deeper counts as equal. */
const DEEPEST = 64;

/** A 32-bit number that is equal for equal JSON, whatever the order of keys in objects. Pure; throws nothing. */
export function hashJson(value: JsonValue, depth = 0): number {
  if (depth > DEEPEST) return 1;
  if (typeof value === 'string') return hashText(value, 2);
  if (value === null || typeof value !== 'object') return hashText(String(value), 3);
  if (Array.isArray(value)) {
    let hash = 5;
    for (const item of value as readonly JsonValue[]) hash = mix(hash, hashJson(item, depth + 1));
    return hash;
  }
  // A sum does not ask in which order the members came.
  let sum = 7;
  for (const [key, member] of Object.entries(value)) {
    sum = (sum + mix(hashText(key, 11), hashJson(member, depth + 1))) | 0;
  }
  return mix(13, sum);
}

function hashText(text: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash ^ text.length;
}

function mix(hash: number, other: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) + Math.imul(other ^ (other >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) | 0;
}
