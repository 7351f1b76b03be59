import { isJsonObject, type JsonValue } from '../../shared/model/json.ts';
import type { Statement } from '../../shared/model/negotiation.ts';

/** One place in which a statement differs from the one before; a side that has nothing there is absent. */
export interface SettingChange {
  /** JSON pointer into the settings; empty for the whole. */
  readonly pointer: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** The value at a JSON pointer (RFC 6901); undefined where there is none. Pure. */
export function valueAt(value: JsonValue | undefined, pointer: string): JsonValue | undefined {
  let inner = value;
  for (const step of pointer.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(inner)) inner = (inner as readonly JsonValue[])[Number(name)];
    else if (inner !== undefined && isJsonObject(inner) && Object.hasOwn(inner, name)) inner = inner[name];
    else return undefined;
  }
  return inner;
}

/** Where the statement at `index` differs from the one before it of the same source; empty where it is the first. Pure. */
export function changesAt(history: readonly Statement[], index: number): readonly SettingChange[] {
  const now = history[index];
  if (!now?.changed) return [];
  const before = history
    .slice(0, index)
    .findLast(({ source, declared }) => declared && source === now.source);
  return now.changed.map((pointer) => {
    const [old, fresh] = [valueAt(before?.settings, pointer), valueAt(now.settings, pointer)];
    return {
      pointer,
      ...(old !== undefined && { before: old }),
      ...(fresh !== undefined && { after: fresh }),
    };
  });
}
