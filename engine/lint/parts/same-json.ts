import { isJsonObject, type JsonValue } from '../../../shared/model/json.ts';

/** Whether two values out of JSON are the same, whatever the order of their members. Pure. */
export function sameJson(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one)) {
    const [mine, theirs] = [one as readonly JsonValue[], other];
    return (
      Array.isArray(theirs) &&
      theirs.length === mine.length &&
      mine.every((value, at) => sameJson(value, (theirs as readonly JsonValue[])[at]))
    );
  }
  if (!isJsonObject(one) || !isJsonObject(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && sameJson(one[key], other[key]))
  );
}
